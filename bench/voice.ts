/**
 * What a caller waits for: the time line of a turn on the phone, from the end of the utterance to the first word of the answer,
 * by stage, cold (first call after the start) and warm, without the model. The voice itself and speech recognition are
 * Amazon's and not measured; Lex waits 0.8 s of silence before it takes an utterance to be over.
 *
 * Usage: npm run bench -- --only voice, or node cli/run.mjs bench/voice.ts [calls]
 */
import { join } from 'node:path';
import { stageCall } from '../cli/golden/stageCall.ts';
import { startOf } from '../cli/golden/at.ts';
import { prepare } from '../cli/golden/cloudStage.ts';
import { readClient } from '../layers/core/release/readClient.ts';
import { bootCloud } from '../local/boot.ts';
import type { Cloud } from '../local/core/contract.ts';

const CLIENT = 'demo';
const CALLER = '+436641000001';
const QUESTIONS = [
  'how long is a gift card valid',
  'when are your shops open',
  'how do I return something',
  'what does delivery cost',
];
/** A turn by function, in the order in which they run; the code hook runs them all. */
const STAGES = ['open-case', 'triage-turn', 'draft-answer', 'verify-answer', 'record-turn'];
const HOOK = 'take-turn';

type TimeLine = Record<string, number>;

/** Real milliseconds by function, and in the model, since the last `take`. */
function watch(cloud: Cloud): { take(): TimeLine } {
  let spent: TimeLine = {};
  const add = (name: string, began: number) => (spent[name] = (spent[name] ?? 0) + performance.now() - began);
  const { invoke } = cloud;
  cloud.invoke = async options => {
    const began = performance.now();
    try {
      return await invoke(options);
    } finally {
      const name = [HOOK, ...STAGES].find(stage =>
        options.functionArn.replace(/-/g, '').includes(stage.replace(/-/g, '')),
      );
      if (name) add(name, began);
    }
  };
  for (const operation of Object.values(cloud.service('bedrock').operations)) {
    const { run } = operation;
    operation.run = async (input, context) => {
      const began = performance.now();
      try {
        return await run(input, context);
      } finally {
        add('model', began);
      }
    };
  }
  return {
    take() {
      const taken = spent;
      spent = {};
      return taken;
    },
  };
}

async function measure(calls: number): Promise<{ cold: TimeLine; warm: TimeLine[] }> {
  const root = join(import.meta.dirname, '..');
  const prepared = await prepare({ root, client: CLIENT, log: line => console.error(line) });
  const { config } = readClient(join(root, 'clients', CLIENT));
  const start = new Date(startOf(undefined, config.hours, Date.now())).toISOString();
  const local = await bootCloud({ ...prepared, clock: { start, frozen: true }, pages: false, log: () => {} });
  try {
    const meter = watch(local.cloud);
    const lines: TimeLine[] = [];
    for (let call = 0; call < calls; call += 1) {
      const phone = stageCall(local, local.connect.phone.call({ from: CALLER }));
      await phone.listen();
      meter.take();
      const began = performance.now();
      await phone.say(QUESTIONS[call % QUESTIONS.length]!);
      await local.cloud.activity.idle();
      lines.push({ ...meter.take(), 'first word': performance.now() - began });
      await phone.leave();
      await local.cloud.activity.idle();
    }
    return { cold: lines[0]!, warm: lines.slice(1) };
  } finally {
    await local.stop();
  }
}

const sorted = (values: number[]) => values.sort((a, b) => a - b);
const at = (values: number[], part: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

function row(name: string, cold: TimeLine, warm: TimeLine[], of: (line: TimeLine) => number): string {
  const values = warm.map(of);
  const cells = [of(cold), at(values, 0.5), at(values, 0.95)].map(ms => ms.toFixed(0).padStart(8));
  return `  ${name.padEnd(30)}${cells.join('')}`;
}

const { cold, warm } = await measure(Number(process.argv[2] ?? 41));
const total = (line: TimeLine) => STAGES.reduce((sum, stage) => sum + (line[stage] ?? 0), 0);
const model = (line: TimeLine) => line['model'] ?? 0;
console.log(`from the end of an utterance to the first word, ms (${warm.length} warm calls)`);
console.log(`  ${''.padEnd(30)}${['cold', 'median', 'p95'].map(head => head.padStart(8)).join('')}`);
for (const stage of STAGES)
  console.log(
    row(stage, cold, warm, line => (line[stage] ?? 0) - (stage === 'draft-answer' ? model(line) : 0)),
  );
console.log(row('workflow between them', cold, warm, line => (line[HOOK] ?? 0) - total(line)));
console.log(row('Lex and flow around the hook', cold, warm, line => line['first word']! - (line[HOOK] ?? 0)));
console.log(row('first word, without the model', cold, warm, line => line['first word']! - model(line)));
