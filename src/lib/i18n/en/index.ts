import type { Messages } from '../sr-Cyrl/index.ts';
import camera from './camera.ts';
import common from './common.ts';
import coverage from './coverage.ts';
import errors from './errors.ts';
import gallery from './gallery.ts';
import list from './list.ts';
import map from './map.ts';
import record from './record.ts';
import report from './report.ts';
import review from './review.ts';
import search from './search.ts';
import sketch from './sketch.ts';
import survey from './survey.ts';
import view from './view.ts';
import walk from './walk.ts';
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
	report,
	review,
	search,
	sketch,
	survey,
	view,
	walk,
	words
} satisfies Messages;
