import type { CustomLayerInterface, Map } from 'maplibre-gl';
import type { Change } from '../camera/changes.ts';
import { mercator } from '../camera/mercator.ts';
import type { Position } from '../camera/position.ts';
import { states, type State } from '../camera/vocabulary.ts';
import { stackingOrder } from '../camera/view.ts';
import { dotAt, dotShare, unchangedOpacity } from './camera-style.ts';
import { ids } from './layer-ids.ts';
import type { Palette } from './palette.ts';

/** What the layer draws: days since 1970-01-01. */
export interface DrawnDay {
	/** null compares with no day */
	from: number | null;
	to: number;
	/** states that the filter lets through */
	states: readonly State[];
	palette: Palette;
	/** small and faint, over the heatmap */
	isInHeat: boolean;
}
interface DayCamera {
	position: Position;
	changes: readonly Change[];
}

const floatsOfPoint = 5;
const forever = 1e6;

const vertexShader = `#version 300 es
uniform vec2 origin_px;
uniform vec2 size_px;
uniform float scale;
uniform vec2 days;
uniform vec2 dot_px;
uniform float ratio;
uniform float share[4];
uniform float shown[4];
in vec2 at;
in vec2 between;
in float state;
flat out int code;
flat out float radius;
flat out float faint;
void main() {
	code = int(state);
	bool isNow = between.x <= days.y && days.y < between.y && shown[code] > 0.0;
	gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
	gl_PointSize = 1.0;
	if (!isNow) return;
	faint = between.x <= days.x && days.x < between.y ? ${unchangedOpacity} : 1.0;
	radius = dot_px.x * share[code];
	gl_PointSize = 2.0 * ratio * (radius + dot_px.y + 1.0);
	vec2 clip = (origin_px + at * scale) / size_px * 2.0 - 1.0;
	gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}`;

const fragmentShader = `#version 300 es
precision highp float;
uniform vec2 dot_px;
uniform float ratio;
uniform float opacity;
uniform vec4 fill[4];
uniform vec4 edge[4];
flat in int code;
flat in float radius;
flat in float faint;
out vec4 color;
void main() {
	float from_px = length(gl_PointCoord - 0.5) * 2.0 * (radius + dot_px.y + 1.0);
	float soft = 0.7 / ratio;
	float inner = 1.0 - smoothstep(radius - soft, radius + soft, from_px);
	float outer = 1.0 - smoothstep(radius + dot_px.y - soft, radius + dot_px.y + soft, from_px);
	vec4 mixed = fill[code] * inner + edge[code] * max(0.0, outer - inner);
	color = mixed * opacity * faint;
}`;

/**
 * The cameras of a day as dots, as the map's own dots are. Each span of days in which a camera was in one state is a
 * point that the graphics card draws or leaves out, so that another day costs a frame and nothing else.
 */
export class DayLayer implements CustomLayerInterface {
	readonly id = ids.day;
	readonly type = 'custom';
	/** null draws nothing */
	day: DrawnDay | null = null;
	#map: Map | undefined;
	#gl: WebGL2RenderingContext | undefined;
	#program: WebGLProgram | null = null;
	#points: WebGLVertexArrayObject | null = null;
	#buffer: WebGLBuffer | null = null;
	#uniforms: Record<string, WebGLUniformLocation | null> = {};
	#origin: Position = [0, 0];
	#count = 0;
	#coming: Float32Array<ArrayBuffer> | null = null;

	/** Takes the cameras that there are to draw. */
	take(cameras: readonly DayCamera[]): void {
		this.#origin = cameras[0]?.position ?? [0, 0];
		this.#coming = pointsOf(cameras, this.#origin);
		this.#count = this.#coming.length / floatsOfPoint;
		this.#map?.triggerRepaint();
	}

	onAdd(map: Map, gl: WebGL2RenderingContext): void {
		this.#map = map;
		this.#gl = gl;
		const program = (this.#program = programOf(gl));
		this.#uniforms = Object.fromEntries(
			[
				...['origin_px', 'size_px', 'scale', 'days', 'dot_px', 'ratio', 'opacity'],
				...['share', 'shown', 'fill', 'edge']
			].map((name) => [name, gl.getUniformLocation(program, name)])
		);
		this.#points = gl.createVertexArray();
		this.#buffer = gl.createBuffer();
		gl.bindVertexArray(this.#points);
		gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
		let offset = 0;
		for (const [name, floats] of [
			['at', 2],
			['between', 2],
			['state', 1]
		] as const) {
			const place = gl.getAttribLocation(program, name);
			gl.enableVertexAttribArray(place);
			gl.vertexAttribPointer(place, floats, gl.FLOAT, false, floatsOfPoint * 4, offset * 4);
			offset += floats;
		}
		gl.bindVertexArray(null);
	}

	onRemove(): void {
		this.#gl?.deleteProgram(this.#program);
		this.#gl?.deleteBuffer(this.#buffer);
		this.#gl?.deleteVertexArray(this.#points);
		this.#map = this.#gl = undefined;
	}

	render(): void {
		const [map, gl, day] = [this.#map, this.#gl, this.day];
		if (!map || !gl || !day || this.#count === 0) return;
		const { from, to, palette, isInHeat } = day;
		const { clientWidth, clientHeight } = map.getContainer();
		const { radius_px, edge_px, opacity } = dotAt(map.getZoom(), isInHeat);
		const { x, y } = map.project(this.#origin);
		const at = this.#uniforms;
		gl.useProgram(this.#program);
		gl.bindVertexArray(this.#points);
		if (this.#coming) {
			gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer);
			gl.bufferData(gl.ARRAY_BUFFER, this.#coming, gl.STATIC_DRAW);
			this.#coming = null;
		}
		gl.uniform2f(at.origin_px ?? null, x, y);
		gl.uniform2f(at.size_px ?? null, clientWidth, clientHeight);
		gl.uniform1f(at.scale ?? null, 512 * 2 ** map.getZoom());
		gl.uniform2f(at.days ?? null, from ?? -1, to);
		gl.uniform2f(at.dot_px ?? null, radius_px, edge_px);
		gl.uniform1f(at.ratio ?? null, map.getPixelRatio());
		gl.uniform1f(at.opacity ?? null, opacity);
		gl.uniform1fv(
			at.share ?? null,
			states.map((state) => dotShare[state])
		);
		gl.uniform1fv(
			at.shown ?? null,
			states.map((state) => Number(day.states.includes(state)))
		);
		const colors = (of: (state: State) => [color: string, opacity: number]) =>
			states.flatMap((state) => premultiplied(...of(state)));
		gl.uniform4fv(
			at.fill ?? null,
			colors((state) => fillOf(state, palette))
		);
		gl.uniform4fv(
			at.edge ?? null,
			colors((state) => [edgeOf(state, palette), 1])
		);
		gl.drawArrays(gl.POINTS, 0, this.#count);
		gl.bindVertexArray(null);
	}
}

const fillOf = (state: State, { alarm, sheet }: Palette): [color: string, opacity: number] =>
	state === 'verified' ? [alarm, 1] : state === 'disputed' ? [alarm, 0.4] : [sheet, 1];
const edgeOf = (state: State, { alarm, sheet, grey }: Palette) =>
	state === 'verified' ? sheet : state === 'removed' ? grey : alarm;

/** `#rrggbb` as red, green, blue and opacity, each 0 to 1, the colours times the opacity. */
function premultiplied(color: string, opacity: number): number[] {
	const parts = [1, 3, 5].map((i) => (parseInt(color.slice(i, i + 2), 16) / 255) * opacity);
	return [...parts, opacity];
}

/** Five numbers a point: its place from the origin in web mercator, its first day, the day after its last, its state. */
function pointsOf(cameras: readonly DayCamera[], origin: Position): Float32Array<ArrayBuffer> {
	const [x0, y0] = mercator(origin);
	const byState = new globalThis.Map<State, number[]>(stackingOrder.map((state) => [state, []]));
	for (const { position, changes } of cameras) {
		const [x, y] = mercator(position);
		for (const [i, { day, state }] of changes.entries()) {
			const until = changes[i + 1]?.day ?? forever;
			if (until > day) byState.get(state)?.push(x - x0, y - y0, day, until, states.indexOf(state));
		}
	}
	return new Float32Array([...byState.values()].flat());
}

/** @throws Error with what the graphics card says */
function programOf(gl: WebGL2RenderingContext): WebGLProgram {
	const program = gl.createProgram();
	for (const [kind, source] of [
		[gl.VERTEX_SHADER, vertexShader],
		[gl.FRAGMENT_SHADER, fragmentShader]
	] as const) {
		const shader = gl.createShader(kind);
		if (!shader) throw new Error('no shader');
		gl.shaderSource(shader, source);
		gl.compileShader(shader);
		gl.attachShader(program, shader);
	}
	gl.linkProgram(program);
	if (!gl.getProgramParameter(program, gl.LINK_STATUS))
		throw new Error(gl.getProgramInfoLog(program) ?? 'not linked');
	return program;
}
