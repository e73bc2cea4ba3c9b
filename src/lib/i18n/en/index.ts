import type { Messages } from '../sr-Cyrl/index.ts';
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

export default {
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
} satisfies Messages;
