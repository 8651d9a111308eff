import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Prepared } from '../../cli/golden/cloudStage.ts';
import { OWNER_OF } from '../../layers/core/domain/case.ts';
import type { LocalCloud } from '../../local/boot.ts';
import { openLane, type Lane } from '../../cli/golden/lane.ts';
import { bootDemo, makeStateDir } from './demoCloud.ts';
import { prepareDemo } from './prepareDemo.ts';
import type { CutTurn, Quiet, Task } from './killedCloud.ts';
import { apiPathIn, codeIn, mailsOf, mailTo } from './mails.ts';
import { PEOPLE, type Places } from './places.ts';
import { notificationsOf, readLines, readStory, takeSnapshot } from './snapshot.ts';
import { rejoin, type Ticket, type Visitor } from './visitor.ts';

const HOUR = 3_600_000;

/** Runs `killedCloud.ts` until it has told where it stands; it is dead when this resolves. */
async function runAndKill<Told>(task: Task): Promise<Told> {
  const path = fileURLToPath(new URL('./killedCloud.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path, JSON.stringify(task)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [unknown];
  // A turn is cut by the process itself, at the moment it was told.
  if (!task.turn) child.kill('SIGKILL');
  const [, signal] = await ended;
  if (typeof line !== 'string' || signal !== 'SIGKILL')
    throw new Error(`the cloud of the child process ended by itself (${line}, ${signal})`);
  return JSON.parse(line) as Told;
}

const reply = async (local: LocalCloud, path: string, body: object) =>
  (
    await fetch(local.cloud.urls.api + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).status;

/** How often each text occurs, for those that occur more than once. */
const doubled = (texts: string[]) => texts.filter((text, index) => texts.indexOf(text) !== index);

let prepared: Prepared;
beforeAll(async () => void (prepared = await prepareDemo()), 240_000);

describe('a cloud killed while nothing was under way', () => {
  const state = makeStateDir();
  let quiet: Quiet;
  let places: Places;
  let local: LocalCloud;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    quiet = await runAndKill<Quiet>({ prepared, stateDir: state.path });
    ({ places } = quiet);
    local = await bootDemo(prepared, state.path);
    await local.cloud.activity.idle();
  }, 120_000);
  afterAll(async () => {
    for (const { participant } of visitors) participant.close();
    await local?.stop();
    state.remove();
  });

  const back = async (place: keyof Places) => {
    const visitor = await rejoin(local, places[place]);
    visitors.push(visitor);
    return visitor;
  };
  const agent = async (place: keyof Places, move: 'accept' | 'reply' | 'resolve', text?: string) => {
    await local.desk.move(local.desk.agents[0]!, move, places[place].caseId, text ? { text } : {});
    await local.cloud.activity.idle();
  };
  const caseAt = async (place: keyof Places) => (await readStory(local, places[place].caseId)).case;

  test('stands where it stood: nothing is lost and nothing is done again', async () => {
    const { cases } = quiet.snapshot;
    expect(cases.map(each => each.case.state).sort()).toEqual(
      ['closed', 'waiting-for-agent', 'with-agent', 'with-ai', 'with-client', 'with-client'].sort(),
    );
    expect(quiet.snapshot.mails.length).toBeGreaterThan(2);
    expect(quiet.snapshot.notifications.length).toBeGreaterThan(1);
    expect(await takeSnapshot(local, Object.values(places))).toEqual(quiet.snapshot);
    expect(local.shop!.requests()).toEqual([]);
  });

  test('the dialog goes on with the code that was mailed before', async () => {
    const visitor = await back('inDialog');
    await visitor.say(codeIn(mailTo(local, PEOPLE.inDialog)));
    expect(visitor.heard().at(-1)).toContain('password reset link');
    expect(local.shop!.outbox().map(({ to }) => to)).toEqual([PEOPLE.inDialog]);
    expect(
      local.shop!.requests().filter(({ method, path }) => method === 'POST' && path === '/password-resets'),
    ).toHaveLength(1);
    const { turns } = await readStory(local, places.inDialog.caseId);
    expect(turns.map(({ customer }) => customer)).toEqual([
      'I forgot my password',
      PEOPLE.inDialog,
      expect.stringMatching(/^\d{6}$/),
    ]);
  });

  test('the waiting case is accepted, answered and resolved', async () => {
    const visitor = await back('waitingForAgent');
    await agent('waitingForAgent', 'accept');
    await agent('waitingForAgent', 'reply', 'A new pole section is on its way.');
    await visitor.say('Wonderful, thank you');
    await agent('waitingForAgent', 'resolve', 'Pole sent.');
    expect(await caseAt('waitingForAgent')).toMatchObject({
      state: 'closed',
      closedAs: 'resolved-by-agent',
    });
    const { turns } = await readStory(local, places.waitingForAgent.caseId);
    expect(turns.flatMap(({ customer }) => customer ?? [])).toEqual([
      'My new tent arrived with a broken pole',
      'Wonderful, thank you',
    ]);
  });

  test('the agent goes on in the chat and resolves', async () => {
    const visitor = await back('withAgent');
    await agent('withAgent', 'reply', 'A new valve is on its way.');
    await visitor.say('Perfect');
    expect(visitor.participant.items.map(({ Content }) => Content)).toContain('A new valve is on its way.');
    await agent('withAgent', 'resolve', 'Valve sent.');
    expect(await caseAt('withAgent')).toMatchObject({ state: 'closed', closedAs: 'resolved-by-agent' });
    const { turns } = await readStory(local, places.withAgent.caseId);
    expect(turns.flatMap(({ customer }) => customer ?? [])).toEqual([
      'My new stove arrived with a broken valve',
      'The small one',
      'Perfect',
    ]);
  });

  test("the client's team answers by the link from before, once", async () => {
    const visitor = await back('withClient');
    const ask = local.cloud.store
      .collection<{ to: string[]; text: string }>('ses-outbox')
      .list()
      .map(({ document }) => document.text)
      .find(text => text.includes('differs by 30 euros'))!;
    const answer = { kind: 'answer', text: 'You are right, a corrected invoice follows.' };
    expect(await reply(local, apiPathIn(ask), answer)).toBe(200);
    await local.cloud.activity.idle();
    expect(await reply(local, apiPathIn(ask), answer)).toBe(410);
    await visitor.participant.sync();
    expect(visitor.heard().filter(text => text === answer.text)).toHaveLength(1);
    expect(await caseAt('withClient')).toMatchObject({
      state: 'closed',
      closedAs: 'answered-by-client-team',
    });
  });

  test('the survey is taken once', async () => {
    const link = readLines(local, places.closed.contactId).findLast(({ text }) => text.includes('/survey'))!;
    expect(await reply(local, apiPathIn(link.text), { score: 4 })).toBe(200);
    expect(await reply(local, apiPathIn(link.text), { score: 1 })).toBe(410);
    expect((await caseAt('closed')).survey).toMatchObject({ score: 4 });
  });

  test("the workflow's timers go on: the team is reminded, then the case comes back", async () => {
    const reminded = () => mailsOf(local).filter(mail => /larchfield\.example: .*remind/i.test(mail));
    const before = mailsOf(local).length;
    await local.cloud.clock.advance(5 * HOUR);
    expect(reminded()).toHaveLength(1);
    expect(await caseAt('forgotten')).toMatchObject({ state: 'with-client', owner: 'client' });
    await local.cloud.clock.advance(48 * HOUR);
    expect(await caseAt('forgotten')).toMatchObject({ state: 'waiting-for-agent', owner: 'provider' });
    const since = mailsOf(local).slice(before);
    expect(doubled(since)).toEqual([]);
    const toTeam = notificationsOf(local).filter(subject => subject.includes(places.forgotten.caseId));
    expect(toTeam.filter(subject => /^Case .* needs your answer$/.test(subject))).toHaveLength(1);
    // The reminder, the second contact, the manager: each once.
    const steps = toTeam.flatMap(subject => /^(\w+): Case/.exec(subject)?.[1] ?? []);
    expect(steps.sort()).toEqual(['Escalated', 'Reminder', 'Unanswered']);
  });

  test('each case has one owner, and each reply was spoken once', async () => {
    for (const place of Object.keys(places) as (keyof Places)[]) {
      const { case: found, events } = await readStory(local, places[place].caseId);
      expect(found.owner).toBe(OWNER_OF[found.state]);
      expect(doubled(events.map(({ eventId }) => eventId))).toEqual([]);
      const spoken = readLines(local, places[place].contactId).map(({ role, text }) => `${role}: ${text}`);
      expect(doubled(spoken)).toEqual([]);
    }
  });
});

describe('a cloud killed in the middle of a turn', () => {
  const GIFT = 'How long is a gift card valid?';
  const RESET = { email: PEOPLE.inDialog, before: ['I forgot my password', PEOPLE.inDialog], last: '{code}' };
  const GOES_TO_A_PERSON = /passing this on to a colleague|put with your case/;
  const ASK = { before: [], last: 'Can I talk to a human?' };

  let lane: Lane;
  beforeAll(async () => void (lane = await openLane()));
  afterAll(() => lane?.close());

  async function finish(turn: CutTurn, look: (local: LocalCloud, visitor: Visitor) => Promise<void>) {
    const state = makeStateDir();
    await lane.prepare(state.path);
    const ticket = await runAndKill<Ticket>({ prepared, stateDir: state.path, turn });
    const local = await bootDemo(prepared, state.path, lane);
    try {
      await local.cloud.activity.idle();
      const visitor = await rejoin(local, ticket);
      await look(local, visitor);
      visitor.participant.close();
    } finally {
      await local.stop();
      state.remove();
    }
  }

  test.each<[string, CutTurn['moment']]>([
    ['once the message was accepted', 'message accepted'],
    ['once the reply was recorded, before it was spoken', { after: 'record-turn' }],
  ])('%s, answers it after the next start', async (_when, moment) => {
    await finish({ before: [], last: GIFT, moment }, async (local, visitor) => {
      expect(visitor.heard().filter(text => text.includes('5 years'))).toHaveLength(1);
      await visitor.say('And how long does express delivery to Germany take?');
      expect(visitor.heard().at(-1)).toContain('2 working days');
      const { case: found, turns } = await readStory(local, visitor.caseId());
      expect(found).toMatchObject({ state: 'with-ai', owner: 'ai', epoch: 1 });
      expect(turns.map(({ customer }) => customer)).toEqual([
        GIFT,
        'And how long does express delivery to Germany take?',
      ]);
    });
  });

  test.each<[string, CutTurn['moment']]>([
    ['once the service has sent the reset link', { write: 'RECEIPT#' }],
    ['once the action is done, before its reply is recorded', { after: 'draft-answer' }],
  ])('%s, does an action once', async (_when, moment) => {
    await finish({ ...RESET, moment }, async (local, visitor) => {
      expect(visitor.heard().filter(text => text.includes('password reset link'))).toHaveLength(1);
      expect(local.shop!.outbox().map(({ to }) => to)).toEqual([PEOPLE.inDialog]);
      const { case: found, turns } = await readStory(local, visitor.caseId());
      expect(found).toMatchObject({ state: 'with-ai', owner: 'ai' });
      expect(turns).toHaveLength(3);
      expect(turns.at(-1)!.reply!.receipts).toHaveLength(1);
    });
  });

  test.each<[string, CutTurn['moment']]>([
    ['between the move and its event', { write: 'EVENT#00002-escalate' }],
    ['before the workflow starts', { after: 'record-turn' }],
  ])('%s, escalates once and is worked to the end', async (_when, moment) => {
    await finish({ ...ASK, moment }, async (local, visitor) => {
      const caseId = visitor.caseId();
      expect(visitor.heard().filter(text => GOES_TO_A_PERSON.test(text))).toHaveLength(1);
      expect((await readStory(local, caseId)).case).toMatchObject({
        state: 'waiting-for-agent',
        owner: 'provider',
        epoch: 2,
      });
      expect(local.cloud.store.collection('states-executions').count()).toBe(1);
      const [ada] = local.desk.agents;
      for (const [move, text] of [['accept'], ['reply', 'Here I am.'], ['resolve', 'Done.']] as const) {
        await local.desk.move(ada!, move, caseId, text ? { text } : {});
        await local.cloud.activity.idle();
      }
      const { case: found, events } = await readStory(local, caseId);
      expect(found).toMatchObject({ state: 'closed', owner: 'nobody', closedAs: 'resolved-by-agent' });
      // The event is written after the move: a crash right in between loses that line of the timeline, not the case.
      const lines = typeof moment === 'object' && 'write' in moment ? 0 : 1;
      expect(events.filter(({ kind }) => kind === 'escalate')).toHaveLength(lines);
      expect(visitor.heard().filter(text => text === 'Here I am.')).toHaveLength(1);
      expect(local.cloud.store.collection('states-running').count()).toBe(0);
    });
  });
});
