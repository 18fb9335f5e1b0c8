#!/usr/bin/env node
import { runCli } from './runCli.js';
import { tolerateClosedPipes } from './terminal/tolerateClosedPipes.js';

tolerateClosedPipes();
process.exitCode = await runCli(process.argv.slice(2));
