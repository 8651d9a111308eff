import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseIdOf } from '../../cli/golden/caseIdOf.ts';
import type { Prepared } from '../../cli/golden/cloudStage.ts';
import { joinChat } from '../../cli/golden/participant.ts';
import { startChat } from '../../cli/golden/startChat.ts';
import type { Customer } from '../../layers/core/domain/case.ts';
import { bootCloud, type LocalCloud } from '../../local/boot.ts';
import { createMeter, type Meter } from '../../local/core/meter.ts';
import { fillTable, MARKS, putCases, tableOf } from './fillTable.ts';
import { inOrder } from './inOrder.ts';
import { pastCase } from './past.ts';
import { randomFrom } from './random.ts';
import { openTableFiles } from './tableFiles.ts';
import { FIGURES, number, table, usedBy, type Usage } from './usage.ts';

export interface GrowthOptions {
  prepared: Prepared;
  /** Cases stored, fewest first. */
  sizes: number[];
  seed: number;
  /** Epoch ms at which it begins: a working hour. */
  start: number;
  /** Messages of the long case, and earlier cases of the customer who has many. */
  long: { messages: number; cases: number };
  onProgress(line: string): void;
}

/** What each thing used at each size. */
export interface Growth {
  sizes: number[];
  rows: { what: string; at: Usage[] }[];
  /** What grew, one line each; nothing should. */
  grown: string[];
}

const DAY = 24 * 3600_000;
const AUDIT_WINDOW = 300_000;
/** Ids and times differ from run to run in bytes, never in units. */
const BYTES_SLACK = 0.02;
/** Most units by which a long history may cost more than a short one: 12 turns and 20 cases are read of it. */
const HISTORY_UNITS = 8;

/** Measures the same things, of the same customers, in clouds that differ only in how many cases are stored. */
export async function measureGrowth(options: GrowthOptions): Promise<Growth> {
  const { sizes, onProgress } = options;
  const rows = new Map<string, Usage[]>();
  for (const size of sizes) {
    const stateDir = mkdtempSync(join(tmpdir(), 'load-'));
    try {
      // The first boot only makes the table.
      const empty = await boot(options, stateDir);
      const tableName = tableOf(empty.deployed);
      await empty.stop();
      await fill(options, { stateDir, tableName, size });
      const meter = createMeter();
      const local = await boot(options, stateDir, meter);
      try {
        onProgress(`${number(size)} cases stored: measuring`);
        const settled = inOrder(local);
        // Once for what every function does when it is new.
        await measure(local, { meter, settled, round: 'W' });
        for (const [what, used] of await measure(local, { meter, settled, round: 'M' }))
          rows.set(what, [...(rows.get(what) ?? []), used]);
      } finally {
        await local.stop();
      }
    } finally {
      rmSync(stateDir, { recursive: true, force: true });
    }
  }
  const found = [...rows].map(([what, at]) => ({ what, at }));
  return { sizes, rows: found, grown: whatGrew(found) };
}

const boot = ({ prepared, start }: GrowthOptions, stateDir: string, meter?: Meter) =>
  bootCloud({
    ...prepared,
    stateDir,
    clock: { start: new Date(start).toISOString(), frozen: true },
    pages: false,
    ...(meter && { meter }),
    log: () => {},
  });

const known = (id: string): Customer => ({
  identity: 'verified',
  customerId: id,
  name: 'Vera Long',
  email: 'vera.long@mail.example',
  attributes: {},
});

/** Customers with a history, others for each round, so that each is met as they were left. */
const people = (round: string) => ({
  few: `K-FEW${round}`,
  many: `K-MANY${round}`,
  short: `K-SHORT${round}`,
  long: `K-LONG${round}`,
});

async function fill(
  { seed, start, long, onProgress }: GrowthOptions,
  { stateDir, tableName, size }: { stateDir: string; tableName: string; size: number },
) {
  const files = await openTableFiles(stateDir, tableName);
  try {
    const random = randomFrom(seed);
    let cases = 0;
    const past = (customerId: string, more: { turns?: number; open?: boolean } = {}) => {
      const n = String(++cases).padStart(7, '0');
      return pastCase(random, {
        id: `C-HIS${n}`,
        contactId: `history0-0000-0000-0000-00000${n}`,
        customer: known(customerId),
        at: start - 60 * DAY + cases * 60_000,
        ...more,
      });
    };
    for (const round of ['W', 'M']) {
      const { few, many, short, long: talker } = people(round);
      const times = (count: number, customerId: string) =>
        Array.from({ length: count }, () => past(customerId));
      await putCases(files, [...times(3, few), ...times(long.cases, many)]);
      await putCases(files, [
        past(short, { turns: 2, open: true }),
        past(talker, { turns: long.messages, open: true }),
      ]);
    }
    const began = performance.now();
    await fillTable(files, size, {
      random,
      pattern: own =>
        pastCase(own, {
          id: MARKS.caseId,
          contactId: MARKS.contactId,
          customer: own.chance(0.4)
            ? known(MARKS.customer)
            : { identity: 'claimed', name: 'A', attributes: {} },
          at: start - (1 + own.next() * 300) * DAY,
        }),
      onProgress: share => onProgress(`  ${Math.round(share * 100)} % of ${number(size)} cases written`),
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    onProgress(`${number(size)} cases stored (${seconds} s)`);
  } finally {
    await files.close();
  }
}

/** The things that are measured, in one order. */
async function measure(
  local: LocalCloud,
  { meter, settled, round }: { meter: Meter; settled: () => Promise<void>; round: string },
): Promise<[string, Usage][]> {
  const rows: [string, Usage][] = [];
  const used = async (what: string, work: () => Promise<unknown>) =>
    void rows.push([what, await usedBy(meter, work, settled)]);
  const begin = async (customerId?: string) => {
    const identityToken =
      customerId && (await local.site.sign({ ...known(customerId), customerId, name: 'Vera Long' }));
    const { contactId, participantToken } = await startChat(
      local.cloud.urls.api,
      {
        displayName: 'Vera Long',
        email: 'vera.long@mail.example',
        ...(identityToken && { identityToken }),
      },
      ms => local.cloud.clock.advance(ms),
    );
    const { aws } = local.cloud.urls;
    return { contactId, ...(await joinChat(aws, local.cloud.region, participantToken)) };
  };
  const pause = async () => {
    await local.cloud.clock.advance(5_000);
    await settled();
  };
  const QUESTION = 'How long does express delivery to Germany take?';

  // Who reads a case is written down once in five minutes by the clock: each round begins with such five minutes.
  const { clock } = local.cloud;
  await clock.advance(AUDIT_WINDOW - (clock.now() % AUDIT_WINDOW) + 1000);
  let chat!: Awaited<ReturnType<typeof begin>>;
  await used('a chat begins', async () => (chat = await begin()));
  await pause();
  await used('first message, answered by the AI', () => chat.send(QUESTION));
  await pause();
  await used('second message, answered by the AI', () => chat.send('And how much is it?'));
  await pause();
  await used('message that goes to people', () => chat.send('Can I speak to a real person please?'));
  await pause();
  const { desk } = local;
  const agent = desk.agents[0]!;
  await desk.panel.setAvailable(agent.id, true);
  await settled();
  await used('an agent takes, answers and resolves it', async () => {
    const caseId = caseIdOf(local)(chat.contactId)!;
    const moves = [['accept'], ['reply', 'It is on its way.'], ['resolve', 'Explained.']] as const;
    for (const [move, text] of moves) {
      await desk.move(agent, move, caseId, { text });
      await settled();
    }
  });
  await pause();
  // The chat has ended with the case.
  chat.close();
  const { few, many, short, long } = people(round);
  for (const [what, customerId, text] of [
    ['first message of a customer with 3 earlier cases', few, QUESTION],
    ['first message of a customer with many earlier cases', many, QUESTION],
    ['message in a case of 2', short, QUESTION],
    ['message in a long case', long, QUESTION],
  ] as const) {
    const theirs = await begin(customerId);
    await used(what, () => theirs.send(text));
    if (customerId === short || customerId === long) {
      const caseId = caseIdOf(local)(theirs.contactId)!;
      if (!caseId.startsWith('C-HIS')) throw new Error(`${what}: went into the new case ${caseId}`);
      await used(`${what}: an agent looks at it`, () => desk.api(desk.reader).read(caseId));
    }
    await pause();
    await theirs.leave();
    theirs.close();
    await settled();
  }
  await used('five minutes pass: the sweeper looks', () => local.cloud.clock.advance(300_000));
  return rows;
}

function whatGrew(rows: Growth['rows']): string[] {
  const grown: string[] = [];
  for (const { what, at } of rows)
    for (const figure of FIGURES) {
      const [first = 0, ...later] = at.map(used => used[figure] ?? 0);
      const most = Math.max(...later);
      const slack = figure.endsWith('bytes') ? first * BYTES_SLACK + 200 : 0;
      if (most > first + slack) grown.push(`${what}: ${figure} from ${number(first)} to ${number(most)}`);
    }
  const last = (what: string) => rows.find(row => row.what === what)?.at.at(-1) ?? {};
  for (const [short, long] of [
    [
      'first message of a customer with 3 earlier cases',
      'first message of a customer with many earlier cases',
    ],
    ['message in a case of 2', 'message in a long case'],
  ] as const)
    for (const figure of FIGURES.filter(name => !name.endsWith('bytes'))) {
      const [less = 0, more = 0] = [last(short)[figure], last(long)[figure]];
      const allowed = figure === 'dynamodb read units' ? HISTORY_UNITS : 0;
      if (more > less + allowed)
        grown.push(`${long}: ${figure} ${number(more)}, where a short history has ${number(less)}`);
    }
  return grown;
}

/** A line for each thing and figure; one column where all sizes have the same. */
export function tableOfGrowth({ sizes, rows }: Growth): string {
  const head = ['', ...FIGURES.map(figure => figure.replace('dynamodb', 'DynamoDB').replace(/^states /, ''))];
  return table([
    head,
    ...rows.map(({ what, at }) => [
      what,
      ...FIGURES.map(figure => {
        const values = at.map(used => number(Math.round((used[figure] ?? 0) * 10) / 10));
        return new Set(values).size === 1 ? values[0]! : values.join(' → ');
      }),
    ]),
  ]).concat(`\n(one figure: the same with ${sizes.map(number).join(', ')} cases stored)`);
}
