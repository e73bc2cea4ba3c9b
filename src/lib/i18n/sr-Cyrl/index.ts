import camera from './camera.ts';
import common from './common.ts';
import coverage from './coverage.ts';
import errors from './errors.ts';
import gallery from './gallery.ts';
import list from './list.ts';
import map from './map.ts';
import record from './record.ts';
import search from './search.ts';
import sketch from './sketch.ts';
import view from './view.ts';
import words from './words.ts';

/** Serbian Cyrillic: the source of all words, and their type. Serbian Latin is derived from it. */
const messages = {
	camera,
	common,
	coverage,
	errors,
	gallery,
	list,
	map,
	record,
	search,
	sketch,
	view,
	words
};
export default messages;
export type Messages = typeof messages;
