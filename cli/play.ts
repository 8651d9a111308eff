import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ClientFileError } from '../layers/core/release/readClient.ts';
import { prepare } from './golden/cloudStage.ts';
import { openPlayStage } from './play/cloudPlayStage.ts';
import { readMessages } from './play/messages.ts';
import { playMessages } from './play/playMessages.ts';
import { tally } from './play/tally.ts';

const HELP = `npm run play -- FILE.jsonl [--limit N] [--concurrency N] [--out FILE] [--client NAME]

Feeds a file of messages, one {"text": "…"} a line, as chats to the local cloud: each is the first turn of a chat of its
own, which is ended afterwards. Messages over 1,024 characters are sent in parts. Prints a table and writes every outcome
as a line of JSON. Malformed lines are named and left out. Exits 1 when a message failed.

  --limit N         only the first N messages
  --concurrency N   chats at a time (10)
  --out FILE        where the outcomes go (outcomes.jsonl in the client's folder below .local)
  --client NAME     who is asked (demo)
  --verbose         also what the local cloud has to say while it runs
  --help            this text`;

const root = join(import.meta.dirname, '..');
/** Malformed lines named one by one; the rest is only counted. */
const NAMED = 20;

class WrongUse extends Error {}

try {
  process.exitCode = await run();
} catch (error) {
  const isKnown = error instanceof WrongUse || error instanceof ClientFileError || isWrongArgument(error);
  console.error(isKnown ? (error as Error).message : error);
  process.exitCode = 2;
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      limit: { type: 'string' },
      concurrency: { type: 'string', default: '10' },
      out: { type: 'string' },
      client: { type: 'string', default: 'demo' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new WrongUse(`one file of messages is needed\n\n${HELP}`);
  const concurrency = count('--concurrency', values.concurrency);
  const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WrongUse(
      `${file} can't be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}`,
    );
  });
  const { messages, malformed } = readMessages(
    content,
    values.limit ? count('--limit', values.limit) : undefined,
  );
  for (const { line, what } of malformed.slice(0, NAMED)) console.error(`${file}:${line}: ${what}, left out`);
  if (malformed.length > NAMED) console.error(`… and ${malformed.length - NAMED} more malformed lines`);
  if (messages.length === 0) throw new WrongUse(`${file} has no message to play`);

  const prepared = await prepare({ root, client: values.client, log: line => console.error(line) });
  const stage = await openPlayStage({
    prepared,
    log: line => values.verbose && console.error(`  │ ${line}`),
  });
  try {
    const began = performance.now();
    let done = 0;
    const outcomes = await playMessages(messages, stage, {
      concurrency,
      onDone: outcome => {
        done += 1;
        if (outcome.outcome === 'failed') console.error(`${file}:${outcome.line}: failed: ${outcome.error}`);
        if (done % 50 === 0 || done === messages.length) console.error(`  ${done} of ${messages.length}`);
      },
    });
    const seconds = (performance.now() - began) / 1000;
    const out = values.out ?? join(root, '.local', values.client, 'outcomes.jsonl');
    await mkdir(dirname(out), { recursive: true });
    const stream = createWriteStream(out);
    for (const outcome of outcomes) stream.write(`${JSON.stringify(outcome)}\n`);
    stream.end();
    await once(stream, 'finish');
    console.log(tally(outcomes, malformed.length, seconds));
    console.log(`  all outcomes: ${out}`);
    return outcomes.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
  } finally {
    await stage.close();
  }
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new WrongUse(`${name} needs a whole number above 0, not "${text}"`);
}

function isWrongArgument(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
