/*
 * The built application without the way around the framework that npm start takes: tiles go through SvelteKit.
 */
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const { handler } = await import(pathToFileURL(resolve('build/handler.js')).href);
createServer(handler).listen(Number(process.env.PORT), process.env.HOST);
