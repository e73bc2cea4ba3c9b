import type { Camera } from '../../camera/camera.ts';
import type { CameraFeature, FeatureContext } from '../../camera/feature.ts';

/** What a format needs to know beside the cameras. */
export interface ExportContext extends FeatureContext {
	demonstration: boolean;
	/** for whom the format's address was asked to write (`?for=`); null is for everybody */
	reader: string | null;
	/** a camera in words, in the language that was asked for */
	words(feature: CameraFeature): { title: string; state: string };
}

/** A camera, and the public states that it has had, see `readChanges`. */
export interface Exported {
	camera: Camera;
	changes: string;
}

/** A file format, in pieces of text that follow each other. */
export interface TextWriter {
	head(context: ExportContext): string;
	/** at least one camera; so many stand before them */
	rows(cameras: Exported[], context: ExportContext, before: number): string;
	tail(count: number): string;
}

/**
 * A file format that needs an index of all its cameras: a thread of its own writes a temporary file. What the thread gets
 * of each camera is one line of text.
 */
export interface FileWriter {
	/** the thread's module, which {@link import('./file-thread.ts').writeFile} runs */
	thread: string;
	line(exported: Exported, context: ExportContext): string;
}

export type Writer = TextWriter | FileWriter;
