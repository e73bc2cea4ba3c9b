/** The source of the buildings that the demonstration invents; supabase/seed.sql puts it in force. */
export const inventedSource = 'Invented for the demonstration of Oko';

/** Whether buildings are those of the demonstration. */
export function areInvented(buildings: { source: string } | null | undefined): boolean {
	return buildings?.source === inventedSource;
}
