export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
	public: {
		Tables: {
			area_sets: {
				Row: {
					as_of: string | null;
					coarse: boolean;
					kind: Database['public']['Enums']['area_kind'];
					licence: string | null;
					loaded_on: string;
					placement: string | null;
					source: string | null;
					spacing_m: number;
				};
				ComputedFields: never;
				Insert: {
					as_of?: string | null;
					coarse?: boolean;
					kind: Database['public']['Enums']['area_kind'];
					licence?: string | null;
					loaded_on: string;
					placement?: string | null;
					source?: string | null;
					spacing_m?: number;
				};
				Update: {
					as_of?: string | null;
					coarse?: boolean;
					kind?: Database['public']['Enums']['area_kind'];
					licence?: string | null;
					loaded_on?: string;
					placement?: string | null;
					source?: string | null;
					spacing_m?: number;
				};
				Relationships: [];
			};
			areas: {
				Row: {
					area_km2: number;
					boundary: unknown;
					id: string;
					kind: Database['public']['Enums']['area_kind'];
					names: NonNullable<Json>;
					population: number | null;
					published_km2: number | null;
				};
				ComputedFields: never;
				Insert: {
					area_km2: number;
					boundary: unknown;
					id: string;
					kind: Database['public']['Enums']['area_kind'];
					names: NonNullable<Json>;
					population?: number | null;
					published_km2?: number | null;
				};
				Update: {
					area_km2?: number;
					boundary?: unknown;
					id?: string;
					kind?: Database['public']['Enums']['area_kind'];
					names?: NonNullable<Json>;
					population?: number | null;
					published_km2?: number | null;
				};
				Relationships: [
					{
						foreignKeyName: 'areas_kind_fkey';
						columns: ['kind'];
						isOneToOne: false;
						referencedRelation: 'area_sets';
						referencedColumns: ['kind'];
					}
				];
			};
			camera_events: {
				Row: {
					camera_number: number;
					day: string;
					id: string;
					kind: Database['public']['Enums']['event_kind'];
					leaf: string;
					logged_on: string;
					public_line: string | null;
					salt: string | null;
					version: number;
				};
				ComputedFields: never;
				Insert: {
					camera_number: number;
					day: string;
					id?: string;
					kind: Database['public']['Enums']['event_kind'];
					leaf: string;
					logged_on: string;
					public_line?: string | null;
					salt?: string | null;
					version: number;
				};
				Update: {
					camera_number?: number;
					day?: string;
					id?: string;
					kind?: Database['public']['Enums']['event_kind'];
					leaf?: string;
					logged_on?: string;
					public_line?: string | null;
					salt?: string | null;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'camera_events_camera_number_fkey';
						columns: ['camera_number'];
						isOneToOne: false;
						referencedRelation: 'cameras';
						referencedColumns: ['number'];
					}
				];
			};
			cameras: {
				Row: {
					accuracy_m: number | null;
					capabilities: Database['public']['Enums']['camera_capability'][];
					changed_on: string | null;
					confirmations: number;
					disputes: number;
					first_reported_on: string | null;
					heading_deg: number | null;
					height_m: number | null;
					hidden_reason: string | null;
					last_confirmed_on: string | null;
					maker: Database['public']['Enums']['camera_maker'];
					merged_into: number | null;
					method: Database['public']['Enums']['position_method'] | null;
					mount: Database['public']['Enums']['camera_mount'];
					number: number;
					observed_on: string | null;
					operator: Database['public']['Enums']['camera_operator'];
					position: unknown;
					sign_present: Database['public']['Enums']['sign_presence'];
					source: Database['public']['Enums']['camera_source'];
					start_date: string | null;
					state: Database['public']['Enums']['camera_state'];
					state_before_hidden: Database['public']['Enums']['camera_state'] | null;
					state_changes: string;
					type: Database['public']['Enums']['camera_type'];
					version: number | null;
					withdrawn: boolean;
				};
				ComputedFields: never;
				Insert: {
					accuracy_m?: number | null;
					capabilities?: Database['public']['Enums']['camera_capability'][];
					changed_on?: string | null;
					confirmations?: number;
					disputes?: number;
					first_reported_on?: string | null;
					heading_deg?: number | null;
					height_m?: number | null;
					hidden_reason?: string | null;
					last_confirmed_on?: string | null;
					maker?: Database['public']['Enums']['camera_maker'];
					merged_into?: number | null;
					method?: Database['public']['Enums']['position_method'] | null;
					mount?: Database['public']['Enums']['camera_mount'];
					number: number;
					observed_on?: string | null;
					operator?: Database['public']['Enums']['camera_operator'];
					position: unknown;
					sign_present?: Database['public']['Enums']['sign_presence'];
					source?: Database['public']['Enums']['camera_source'];
					start_date?: string | null;
					state?: Database['public']['Enums']['camera_state'];
					state_before_hidden?: Database['public']['Enums']['camera_state'] | null;
					state_changes?: string;
					type?: Database['public']['Enums']['camera_type'];
					version?: number | null;
					withdrawn?: boolean;
				};
				Update: {
					accuracy_m?: number | null;
					capabilities?: Database['public']['Enums']['camera_capability'][];
					changed_on?: string | null;
					confirmations?: number;
					disputes?: number;
					first_reported_on?: string | null;
					heading_deg?: number | null;
					height_m?: number | null;
					hidden_reason?: string | null;
					last_confirmed_on?: string | null;
					maker?: Database['public']['Enums']['camera_maker'];
					merged_into?: number | null;
					method?: Database['public']['Enums']['position_method'] | null;
					mount?: Database['public']['Enums']['camera_mount'];
					number?: number;
					observed_on?: string | null;
					operator?: Database['public']['Enums']['camera_operator'];
					position?: unknown;
					sign_present?: Database['public']['Enums']['sign_presence'];
					source?: Database['public']['Enums']['camera_source'];
					start_date?: string | null;
					state?: Database['public']['Enums']['camera_state'];
					state_before_hidden?: Database['public']['Enums']['camera_state'] | null;
					state_changes?: string;
					type?: Database['public']['Enums']['camera_type'];
					version?: number | null;
					withdrawn?: boolean;
				};
				Relationships: [
					{
						foreignKeyName: 'cameras_merged_into_fkey';
						columns: ['merged_into'];
						isOneToOne: false;
						referencedRelation: 'cameras';
						referencedColumns: ['number'];
					}
				];
			};
			complaints: {
				Row: {
					camera_number: number;
					closed_on: string | null;
					delete_on: string;
					id: string;
					kind: Database['public']['Enums']['complaint_kind'];
					message: string | null;
					received_on: string;
				};
				ComputedFields: never;
				Insert: {
					camera_number: number;
					closed_on?: string | null;
					delete_on: string;
					id?: string;
					kind: Database['public']['Enums']['complaint_kind'];
					message?: string | null;
					received_on: string;
				};
				Update: {
					camera_number?: number;
					closed_on?: string | null;
					delete_on?: string;
					id?: string;
					kind?: Database['public']['Enums']['complaint_kind'];
					message?: string | null;
					received_on?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'complaints_camera_number_fkey';
						columns: ['camera_number'];
						isOneToOne: false;
						referencedRelation: 'cameras';
						referencedColumns: ['number'];
					}
				];
			};
			correction_votes: {
				Row: {
					agrees: boolean;
					correction_id: string;
					person: string;
					weight: number;
				};
				ComputedFields: never;
				Insert: {
					agrees: boolean;
					correction_id: string;
					person: string;
					weight: number;
				};
				Update: {
					agrees?: boolean;
					correction_id?: string;
					person?: string;
					weight?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'correction_votes_correction_id_fkey';
						columns: ['correction_id'];
						isOneToOne: false;
						referencedRelation: 'corrections';
						referencedColumns: ['id'];
					}
				];
			};
			corrections: {
				Row: {
					accepted: boolean;
					camera_number: number;
					closed_on: string | null;
					field: string;
					id: string;
					opened_on: string;
					value: NonNullable<Json>;
				};
				ComputedFields: never;
				Insert: {
					accepted?: boolean;
					camera_number: number;
					closed_on?: string | null;
					field: string;
					id?: string;
					opened_on: string;
					value: NonNullable<Json>;
				};
				Update: {
					accepted?: boolean;
					camera_number?: number;
					closed_on?: string | null;
					field?: string;
					id?: string;
					opened_on?: string;
					value?: NonNullable<Json>;
				};
				Relationships: [
					{
						foreignKeyName: 'corrections_camera_number_fkey';
						columns: ['camera_number'];
						isOneToOne: false;
						referencedRelation: 'cameras';
						referencedColumns: ['number'];
					}
				];
			};
			log_days: {
				Row: {
					day: string;
					head: string;
					leaves: number;
				};
				ComputedFields: never;
				Insert: {
					day: string;
					head: string;
					leaves: number;
				};
				Update: {
					day?: string;
					head?: string;
					leaves?: number;
				};
				Relationships: [];
			};
			report_notes: {
				Row: {
					delete_on: string;
					note: string;
					report_id: string;
				};
				ComputedFields: never;
				Insert: {
					delete_on: string;
					note: string;
					report_id: string;
				};
				Update: {
					delete_on?: string;
					note?: string;
					report_id?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'report_notes_report_id_fkey';
						columns: ['report_id'];
						isOneToOne: true;
						referencedRelation: 'reports';
						referencedColumns: ['id'];
					}
				];
			};
			reports: {
				Row: {
					accuracy_m: number | null;
					camera_number: number;
					capabilities: Database['public']['Enums']['camera_capability'][];
					heading_deg: number | null;
					height_m: number | null;
					id: string;
					maker: Database['public']['Enums']['camera_maker'];
					method: Database['public']['Enums']['position_method'] | null;
					mount: Database['public']['Enums']['camera_mount'];
					observed_on: string | null;
					operator: Database['public']['Enums']['camera_operator'];
					person: string | null;
					position: unknown;
					received_on: string;
					sign_present: Database['public']['Enums']['sign_presence'];
					source: Database['public']['Enums']['camera_source'];
					start_date: string | null;
					type: Database['public']['Enums']['camera_type'];
				};
				ComputedFields: never;
				Insert: {
					accuracy_m?: number | null;
					camera_number: number;
					capabilities: Database['public']['Enums']['camera_capability'][];
					heading_deg?: number | null;
					height_m?: number | null;
					id: string;
					maker: Database['public']['Enums']['camera_maker'];
					method?: Database['public']['Enums']['position_method'] | null;
					mount: Database['public']['Enums']['camera_mount'];
					observed_on?: string | null;
					operator: Database['public']['Enums']['camera_operator'];
					person?: string | null;
					position: unknown;
					received_on: string;
					sign_present: Database['public']['Enums']['sign_presence'];
					source: Database['public']['Enums']['camera_source'];
					start_date?: string | null;
					type: Database['public']['Enums']['camera_type'];
				};
				Update: {
					accuracy_m?: number | null;
					camera_number?: number;
					capabilities?: Database['public']['Enums']['camera_capability'][];
					heading_deg?: number | null;
					height_m?: number | null;
					id?: string;
					maker?: Database['public']['Enums']['camera_maker'];
					method?: Database['public']['Enums']['position_method'] | null;
					mount?: Database['public']['Enums']['camera_mount'];
					observed_on?: string | null;
					operator?: Database['public']['Enums']['camera_operator'];
					person?: string | null;
					position?: unknown;
					received_on?: string;
					sign_present?: Database['public']['Enums']['sign_presence'];
					source?: Database['public']['Enums']['camera_source'];
					start_date?: string | null;
					type?: Database['public']['Enums']['camera_type'];
				};
				Relationships: [
					{
						foreignKeyName: 'reports_camera_number_fkey';
						columns: ['camera_number'];
						isOneToOne: false;
						referencedRelation: 'cameras';
						referencedColumns: ['number'];
					}
				];
			};
			reviews: {
				Row: {
					camera_number: number;
					cast_on: string;
					confirmed_before: string | null;
					on_site: boolean;
					person: string;
					round: number;
					turn: number;
					verdict: Database['public']['Enums']['verdict'];
					weight: number;
				};
				ComputedFields: never;
				Insert: {
					camera_number: number;
					cast_on: string;
					confirmed_before?: string | null;
					on_site: boolean;
					person: string;
					round: number;
					turn: number;
					verdict: Database['public']['Enums']['verdict'];
					weight: number;
				};
				Update: {
					camera_number?: number;
					cast_on?: string;
					confirmed_before?: string | null;
					on_site?: boolean;
					person?: string;
					round?: number;
					turn?: number;
					verdict?: Database['public']['Enums']['verdict'];
					weight?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'reviews_camera_number_fkey';
						columns: ['camera_number'];
						isOneToOne: false;
						referencedRelation: 'cameras';
						referencedColumns: ['number'];
					}
				];
			};
			settings: {
				Row: {
					key: string;
					meaning: string;
					unit: string;
					value: number;
				};
				ComputedFields: never;
				Insert: {
					key: string;
					meaning: string;
					unit: string;
					value: number;
				};
				Update: {
					key?: string;
					meaning?: string;
					unit?: string;
					value?: number;
				};
				Relationships: [];
			};
			surveys: {
				Row: {
					ground: unknown;
					id: string;
					is_published: boolean;
					looked_on: string;
					method: Database['public']['Enums']['survey_method'];
					received_on: string;
					removed_on: string | null;
					shape: Database['public']['Enums']['survey_shape'];
				};
				ComputedFields: never;
				Insert: {
					ground: unknown;
					id: string;
					is_published?: boolean;
					looked_on: string;
					method: Database['public']['Enums']['survey_method'];
					received_on: string;
					removed_on?: string | null;
					shape: Database['public']['Enums']['survey_shape'];
				};
				Update: {
					ground?: unknown;
					id?: string;
					is_published?: boolean;
					looked_on?: string;
					method?: Database['public']['Enums']['survey_method'];
					received_on?: string;
					removed_on?: string | null;
					shape?: Database['public']['Enums']['survey_shape'];
				};
				Relationships: [];
			};
		};
		Views: {
			[_ in never]: never;
		};
		Functions: {
			admit_key: {
				Args: {
					p_challenge_expires_at?: string;
					p_challenge_hash?: string;
					p_network_keys?: string[];
					p_plain_key?: string;
				};
				Returns: Json;
			};
			admit_sign_in: { Args: { p_network_keys?: string[] }; Returns: Json };
			area_boundaries: { Args: Record<PropertyKey, never>; Returns: Json };
			area_placement: { Args: Record<PropertyKey, never>; Returns: string };
			await_changes: {
				Args: { p_coverage_version?: number; p_most_s?: number; p_version?: number };
				Returns: Json;
			};
			backup_changed: { Args: { p_pages: string }; Returns: Json };
			backup_page: { Args: { p_after: string; p_limit: number; p_table: string }; Returns: Json };
			backup_plan: { Args: { p_accounts: boolean }; Returns: Json };
			believe_clock: { Args: Record<PropertyKey, never>; Returns: Json };
			buildings: { Args: Record<PropertyKey, never>; Returns: Json };
			camera: { Args: { p_number: number }; Returns: Json };
			camera_sights: { Args: { p_numbers: number[] }; Returns: Json };
			cameras_lines: { Args: { p_after: number; p_limit: number; p_upto?: number }; Returns: string };
			cameras_near: { Args: { p_heading_deg?: number; p_lat: number; p_lng: number }; Returns: Json };
			can_write: { Args: Record<PropertyKey, never>; Returns: boolean };
			changes_since: { Args: { p_version: number }; Returns: string };
			clock: { Args: Record<PropertyKey, never>; Returns: Json };
			close_complaint: {
				Args: { p_closed?: boolean; p_complaint: string; p_contributor: string };
				Returns: Json;
			};
			close_days: { Args: Record<PropertyKey, never>; Returns: number };
			complain: {
				Args: {
					p_challenge_expires_at?: string;
					p_challenge_hash?: string;
					p_kind: string;
					p_message?: string;
					p_network_keys?: string[];
					p_number: number;
					p_plain_key?: string;
				};
				Returns: Json;
			};
			complaints_open: { Args: Record<PropertyKey, never>; Returns: Json };
			contributor: { Args: { p_token_hash: string }; Returns: Json };
			correct_camera: {
				Args: {
					p_agrees?: boolean;
					p_contributor: string;
					p_field: string;
					p_network_keys?: string[];
					p_number: number;
					p_salt: string;
					p_value: string;
				};
				Returns: Json;
			};
			coverage_since: { Args: { p_limit?: number; p_version: number }; Returns: string };
			day_salts: { Args: Record<PropertyKey, never>; Returns: Json };
			decide_report: {
				Args: { p_act: string; p_contributor: string; p_report: string; p_salt: string };
				Returns: Json;
			};
			desk: { Args: { p_contributor: string }; Returns: Json };
			desk_flood: {
				Args: {
					p_area: string;
					p_at?: string;
					p_contributor: string;
					p_from: string;
					p_is_strict?: boolean;
					p_kept?: number[];
					p_kind: string;
					p_salt: string;
					p_to: string;
				};
				Returns: Json;
			};
			desk_list: {
				Args: { p_at?: string; p_contributor: string; p_is_back?: boolean; p_list: string };
				Returns: Json;
			};
			desk_surveys: { Args: { p_contributor: string }; Returns: Json };
			desk_take_back: {
				Args: {
					p_area: string;
					p_contributor: string;
					p_from: string;
					p_is_strict?: boolean;
					p_kept?: number[];
					p_kind: string;
					p_reason: string;
					p_salt: string;
					p_shown: string;
					p_to: string;
				};
				Returns: Json;
			};
			desk_undo_take_back: { Args: { p_contributor: string; p_id: string }; Returns: Json };
			end_session: { Args: { p_token_hash: string }; Returns: undefined };
			enrol_contributor: { Args: { p_id: string; p_token_hash: string }; Returns: Json };
			erase_camera: { Args: { p_number: number; p_reason: string }; Returns: Json };
			flood: {
				Args: {
					p_area: string;
					p_at?: string;
					p_from: string;
					p_is_strict?: boolean;
					p_kept?: number[];
					p_kind: string;
					p_to: string;
				};
				Returns: Json;
			};
			forget_contributor: { Args: { p_id: string }; Returns: undefined };
			give_random_id: { Args: { p_id: string }; Returns: string };
			gone_lines: { Args: { p_after: number; p_limit: number }; Returns: string };
			log_heads: { Args: { p_last?: number }; Returns: Json };
			log_lines: { Args: { p_after: string; p_from: string; p_limit: number }; Returns: string };
			moderate: {
				Args: {
					p_act: string;
					p_contributor: string;
					p_into?: number;
					p_number: number;
					p_reason?: string;
					p_salt: string;
				};
				Returns: Json;
			};
			moderators: { Args: Record<PropertyKey, never>; Returns: Json };
			network_acts: { Args: { p_network_keys: string[] }; Returns: number };
			overview: { Args: Record<PropertyKey, never>; Returns: Json };
			own_review: { Args: { p_number: number; p_salt: string }; Returns: Json };
			place_cameras: { Args: { p_after: number; p_limit?: number }; Returns: number };
			rebuild_coverage: { Args: { p_edition?: number }; Returns: Json };
			record_survey: {
				Args: {
					p_body_hash?: string;
					p_challenge_expires_at?: string;
					p_challenge_hash?: string;
					p_drawn: string;
					p_key_hash?: string;
					p_looked_on: string;
					p_method: string;
					p_network_keys?: string[];
					p_plain_key?: string;
					p_publish?: string;
					p_survey_id: string;
				};
				Returns: Json;
			};
			refresh_coverage: { Args: Record<PropertyKey, never>; Returns: Json };
			remove_survey: {
				Args: { p_contributor: string; p_removed: boolean; p_survey_id: string };
				Returns: Json;
			};
			replace_areas: {
				Args: { p_areas: string; p_as_of?: string; p_licence?: string; p_source?: string };
				Returns: Json;
			};
			report_camera: { Args: { p_guard?: Json; p_report: Json }; Returns: Json };
			restore_begin: { Args: { p_file: string }; Returns: Json };
			restore_finish: { Args: Record<PropertyKey, never>; Returns: Json };
			restore_rows: { Args: { p_rows: string; p_table: string }; Returns: Json };
			restore_views: { Args: { p_after: number; p_limit?: number }; Returns: Json };
			restoring: { Args: Record<PropertyKey, never>; Returns: boolean };
			review_camera: {
				Args: {
					p_contributor: string;
					p_network_keys?: string[];
					p_number: number;
					p_on_site?: boolean;
					p_publish?: string;
					p_salt: string;
					p_verdict: string;
				};
				Returns: Json;
			};
			schema_version: { Args: Record<PropertyKey, never>; Returns: string };
			set_camera_state: { Args: { p_number: number; p_reason?: string; p_state: string }; Returns: Json };
			set_moderator: { Args: { p_code: string; p_on: boolean }; Returns: Json };
			sights_due: { Args: { p_limit?: number }; Returns: Json };
			site_acts: { Args: Record<PropertyKey, never>; Returns: number };
			start_session: { Args: { p_id: string; p_token_hash: string }; Returns: Json };
			stats: { Args: Record<PropertyKey, never>; Returns: Json };
			store_sights: { Args: { p_sights: string; p_version: string }; Returns: Json };
			take_back: {
				Args: {
					p_area: string;
					p_from: string;
					p_is_strict?: boolean;
					p_kept?: number[];
					p_kind: string;
					p_reason: string;
					p_shown: string;
					p_to: string;
				};
				Returns: Json;
			};
			take_backs: { Args: Record<PropertyKey, never>; Returns: Json };
			tick: { Args: Record<PropertyKey, never>; Returns: Json };
			undo_take_back: { Args: { p_id: string }; Returns: Json };
			use_buildings: { Args: { p_origin?: string; p_version?: string }; Returns: Json };
			version_mark: { Args: { p_version: number }; Returns: string };
			withdraw_report: { Args: { p_report_id: string }; Returns: Json };
			withdraw_survey: { Args: { p_survey_id: string }; Returns: Json };
		};
		Enums: {
			area_kind: 'municipality';
			camera_capability: 'face_recognition' | 'plate_recognition' | 'audio';
			camera_maker: 'huawei' | 'dahua' | 'hikvision' | 'other' | 'unknown';
			camera_mount: 'pole' | 'wall' | 'traffic_light' | 'street_lamp' | 'gantry' | 'building' | 'unknown';
			camera_operator: 'mup' | 'city' | 'municipality' | 'transport' | 'private' | 'unknown';
			camera_source: 'report' | 'demonstration';
			camera_state: 'reported' | 'verified' | 'disputed' | 'removed' | 'hidden';
			camera_type: 'fixed' | 'dome' | 'ptz' | 'plate_reader' | 'unknown';
			complaint_kind: 'home' | 'wrong' | 'dangerous';
			event_kind:
				| 'reported'
				| 'sighted'
				| 'state_changed'
				| 'hidden'
				| 'restored'
				| 'withdrawn'
				| 'reviewed'
				| 'corrected'
				| 'merged';
			position_method: 'dragged' | 'gps' | 'imagery' | 'coordinates';
			sign_presence: 'yes' | 'no' | 'unknown';
			survey_method: 'on_foot' | 'vehicle' | 'imagery';
			survey_shape: 'line' | 'area';
			verdict: 'present' | 'absent';
			view_bound: 'least' | 'most';
			view_reading: 'glance' | 'zoomed';
		};
		CompositeTypes: {
			[_ in never]: never;
		};
	};
};

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>];

export type Tables<
	DefaultSchemaTableNameOrOptions extends
		keyof (DefaultSchema['Tables'] & DefaultSchema['Views']) | { schema: keyof DatabaseWithoutInternals },
	TableName extends (DefaultSchemaTableNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
				DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
		: never) = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
			DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
			Row: infer R;
		}
		? R
		: never
	: DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
		? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
				Row: infer R;
			}
			? R
			: never
		: never;

export type TablesInsert<
	DefaultSchemaTableNameOrOptions extends
		keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
	TableName extends (DefaultSchemaTableNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
		: never) = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
			Insert: infer I;
		}
		? I
		: never
	: DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
		? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
				Insert: infer I;
			}
			? I
			: never
		: never;

export type TablesUpdate<
	DefaultSchemaTableNameOrOptions extends
		keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
	TableName extends (DefaultSchemaTableNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
		: never) = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
			Update: infer U;
		}
		? U
		: never
	: DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
		? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
				Update: infer U;
			}
			? U
			: never
		: never;

export type Enums<
	DefaultSchemaEnumNameOrOptions extends
		keyof DefaultSchema['Enums'] | { schema: keyof DatabaseWithoutInternals },
	EnumName extends (DefaultSchemaEnumNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
		: never) = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
	: DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
		? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
		: never;

export type CompositeTypes<
	PublicCompositeTypeNameOrOptions extends
		keyof DefaultSchema['CompositeTypes'] | { schema: keyof DatabaseWithoutInternals },
	CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
		: never) = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
	: PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
		? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
		: never;

export const Constants = {
	public: {
		Enums: {
			area_kind: ['municipality'],
			camera_capability: ['face_recognition', 'plate_recognition', 'audio'],
			camera_maker: ['huawei', 'dahua', 'hikvision', 'other', 'unknown'],
			camera_mount: ['pole', 'wall', 'traffic_light', 'street_lamp', 'gantry', 'building', 'unknown'],
			camera_operator: ['mup', 'city', 'municipality', 'transport', 'private', 'unknown'],
			camera_source: ['report', 'demonstration'],
			camera_state: ['reported', 'verified', 'disputed', 'removed', 'hidden'],
			camera_type: ['fixed', 'dome', 'ptz', 'plate_reader', 'unknown'],
			complaint_kind: ['home', 'wrong', 'dangerous'],
			event_kind: [
				'reported',
				'sighted',
				'state_changed',
				'hidden',
				'restored',
				'withdrawn',
				'reviewed',
				'corrected',
				'merged'
			],
			position_method: ['dragged', 'gps', 'imagery', 'coordinates'],
			sign_presence: ['yes', 'no', 'unknown'],
			survey_method: ['on_foot', 'vehicle', 'imagery'],
			survey_shape: ['line', 'area'],
			verdict: ['present', 'absent'],
			view_bound: ['least', 'most'],
			view_reading: ['glance', 'zoomed']
		}
	}
} as const;
