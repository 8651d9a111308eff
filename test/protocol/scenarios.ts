import { ended } from '../../functions/follow-contact/followContact.ts';
import { openCase } from '../../layers/core/turns/openCase.ts';
import { recordTurn } from '../../functions/record-turn/recordTurn.ts';
import { sweepCases } from '../../functions/sweep-cases/sweepCases.ts';
import { workCase, type AgentWork } from '../../functions/work-case/workCase.ts';
import type { ClientAnswerKind } from '../../layers/core/domain/case.ts';
import type { Decision } from '../../layers/core/domain/decide.ts';
import { recordClientAnswer } from '../../layers/core/speaking/recordClientAnswer.ts';
import { makeTriage } from '../core/makeCase.ts';
import { spawn, step } from './actors.ts';
import type { Model } from './explore.ts';
import { makeProtocolWorld, type ProtocolWorld } from './world.ts';

/** What an agent does, under the epoch they find. */
type Work = AgentWork extends infer Each ? (Each extends AgentWork ? Omit<Each, 'epoch'> : never) : never;

/** A moment in the life of a case, and who acts on it at once. */
export interface Scenario {
  name: string;
  /** Most waits of the workflow that end by time while the actors act. */
  timeOuts?: number;
  before?: (people: People) => Promise<unknown>;
  actors: (people: People) => Record<string, () => Promise<unknown>>;
  /** What must have come of it, beside what always must. @throws */
  after?: (people: People) => void | Promise<void>;
}

const CONTACT = 'contact-1';
const ASKED: Decision = {
  route: 'escalate',
  triage: makeTriage(),
  sure: true,
  failedTry: false,
  queue: 'general',
  priority: 5,
  reason: { code: 'wants-person', text: 'Asked for a person.' },
};

/** What people and services do, as the functions let them. Each is repeated when it is cut off, as its caller would. */
function makePeople(world: ProtocolWorld) {
  const outcomes: Record<string, unknown> = {};
  const sends = { turns: new Set<string>(), words: {} as Record<string, string[]> };
  const again = async (name: string, work: () => Promise<unknown>) => {
    let done = false;
    const run = async () => {
      outcomes[name] = await work().catch((error: Error) => ({ failed: error.stack ?? error.message }));
      done = true;
    };
    spawn(name, run, () => spawn(`${name} again`, run));
    await step(`${name} is done`, () => undefined, {
      options: () => (done ? ['go'] : []),
      isPrivate: true,
    });
  };
  /** One turn of the workflow `turn`; who sends it again is Lex. */
  const turn = async (n: number, decision: Decision, answer?: string) => {
    const turnId = `${CONTACT}:${n}`;
    sends.turns.add(turnId);
    const text = `message ${n}`;
    const opened = await openCase(
      {
        turnId,
        contactId: CONTACT,
        channel: 'chat',
        text,
        customer: { identity: 'claimed', email: 'ada@mail.example', attributes: {} },
      },
      world,
    );
    if (opened.recorded) return start(opened.recorded);
    const { caseId, epoch } = opened.case;
    const soFar = { turnId, text, caseId, epoch };
    const thought = opened.mayAnswer
      ? {
          ...soFar,
          decision,
          ...(answer && {
            drafted: {
              kind: 'draft' as const,
              language: 'en',
              draft: { text: answer, citations: ['a#1'], receipts: [], source: 'model' as const },
            },
            verdict: { ok: true as const },
          }),
        }
      : soFar;
    return start(await recordTurn(thought as never, world as never));
  };
  const start = async (result: { caseId: string; epoch: number; escalation?: boolean; outcome: string }) => {
    const { caseId, epoch } = result;
    if (result.escalation) await world.workflows.start('arn', `${caseId}-${epoch}`, { caseId, epoch });
    return result;
  };
  const work = async (agent: string, ...works: Work[]) => {
    const { caseId } = world.theCase()!;
    for (const one of works) {
      const { epoch } = (await world.store.get(caseId))!;
      const who = { id: agent, name: agent, groups: ['agents', 'queue:general', 'queue:billing'] };
      const worked = await workCase(caseId, { epoch, ...one } as AgentWork, who, world.speakers as never);
      if (!worked.ok) return worked;
    }
    return { ok: true };
  };
  return {
    world,
    outcomes,
    /** What was sent, to be found in the end. */
    sends,
    asksForPerson: (n: number) => again(`turn ${n}`, () => turn(n, ASKED)),
    isAnswered: (n: number) =>
      again(`turn ${n}`, () => turn(n, { ...ASKED, route: 'answer', reason: undefined }, `answer ${n}`)),
    /** The AI's answer waits for an agent's approval. */
    isDrafted: (n: number) =>
      again(`turn ${n}`, () =>
        turn(
          n,
          { ...ASKED, route: 'draft', reason: { code: 'boundary-draft', text: 'An agent sends.' } },
          `answer ${n}`,
        ),
      ),
    /** @param name the agent, and behind a comma which of their windows */
    agent: (name: string, ...works: Work[]) => {
      sends.words[name] = works.flatMap(one =>
        'text' in one && one.text && one.do !== 'note' ? [one.text] : [],
      );
      return again(name, () => work(name.split(',')[0]!, ...works));
    },
    leaves: () =>
      again('the customer leaves', () =>
        ended(world.theCase()!, { contactId: CONTACT, at: world.now().toISOString() }, world as never),
      ),
    client: (name: string, kind: ClientAnswerKind) =>
      again(name, async () => {
        const current = await world.store.get(world.theCase()!.caseId);
        if (current?.state !== 'with-client') return { ok: false };
        return recordClientAnswer(
          current,
          { kind, text: `${name} says so`, via: 'link', key: name },
          world as never,
        );
      }),
    sweeps: () => again('sweep-cases', () => sweepCases({ ...world, escalationArn: 'arn' } as never)),
  };
}
export type People = ReturnType<typeof makePeople>;

const HOUR = 3600_000;

type Breaks = Parameters<typeof makeProtocolWorld>[0]['breakTable'];

/** @param breakTable for the test of the test: a table that keeps no promise */
export const modelOf = (scenario: Scenario, breakTable?: Breaks) => async (): Promise<Model> => {
  const world = makeProtocolWorld({ timeOuts: 0, ...(breakTable && { breakTable }) });
  const people = makePeople(world);
  return {
    prologue: async () => {
      await scenario.before?.(people);
    },
    actors: Object.fromEntries(
      Object.entries(scenario.actors(people)).map(([name, act]) => [
        name,
        async () => {
          world.allowTimeOuts(scenario.timeOuts ?? 0);
          await act();
        },
      ]),
    ),
    fingerprint: () => JSON.stringify([world.fingerprint(), Object.entries(people.outcomes).sort()]),
    check: world.check,
    async end(drive) {
      // Time passes and the sweeper comes by until nothing moves any more.
      for (let round = 0; round < 8; round++) {
        world.advance(HOUR);
        world.allowTimeOuts(1);
        spawn(`sweep ${round}`, () => sweepCases({ ...world, escalationArn: 'arn' } as never));
        await drive();
      }
      await scenario.after?.(people);
      neverLost(world);
      await nothingUnsaid(people);
    },
  };
};

/** Every message of the customer is stored; what an agent was told is said, is with the customer. */
async function nothingUnsaid({ world: { store, theCase, sent }, outcomes, sends }: People) {
  for (const [name, outcome] of Object.entries(outcomes)) {
    const { failed } = (outcome ?? {}) as { failed?: string };
    if (failed) throw new Error(`${name} failed: ${failed}`);
  }
  const turns = await store.turns(theCase()!.caseId);
  for (const turnId of sends.turns)
    if (!turns.some(turn => turn.turnId === turnId)) throw new Error(`message ${turnId} is not stored`);
  for (const [name, texts] of Object.entries(sends.words)) {
    if (!(outcomes[name] as { ok?: boolean } | undefined)?.ok) continue;
    for (const text of texts)
      if (!sent.chat.some(one => one.text === text) && !sent.mails.some(mail => mail.text.includes(text)))
        throw new Error(`${name} was told that "${text}" is said, and it is not`);
  }
}

/** The case is closed, or its client's for good, or somebody has it, with a deadline and a workflow that waits for them. */
function neverLost({ theCase, executions }: ProtocolWorld) {
  const current = theCase()!;
  if (current.state === 'closed' || current.state === 'taken-over') return;
  if (!current.dueAt) throw new Error(`the case is ${current.state} without a deadline: nobody will find it`);
  if (current.state === 'with-ai') return;
  const waiting = [...executions.values()].filter(({ running, token }) => running && token);
  if (waiting.length !== 1)
    throw new Error(`${waiting.length} workflows wait for people on a case that is ${current.state}`);
}

const HAND_OFF: Work = { do: 'hand-off', ask: 'May we?', checklist: [] };
const says = (text: string): Work => ({ do: 'reply', key: text, text });
const RESOLVE: Work = { do: 'resolve', how: 'explained' };
const atAgents = async ({ asksForPerson }: People) => asksForPerson(1);
const withAgent = async (people: People) => {
  await people.asksForPerson(1);
  await people.agent('Alex', { do: 'accept' });
};
const withClient = async (people: People) => {
  await people.asksForPerson(1);
  await people.agent('Alex', { do: 'accept' }, HAND_OFF);
};

const oneAgentSpoke = ({ world }: People) => {
  const names = new Set(
    world.said.filter(({ by }) => by === 'agent').map(({ key }) => key.split(' ').at(-1)),
  );
  if (names.size > 1) throw new Error('two agents spoke');
};
/** The key ends in the agent's name, as `oneAgentSpoke` reads it. */
const sendsDraft = (agent: string, text?: string): Work => ({
  do: 'send-draft',
  key: `by ${agent}`,
  ...(text && { text }),
});

export const SCENARIOS: Scenario[] = [
  {
    name: 'two agents send the same draft as its time runs out',
    before: people => people.isDrafted(1),
    timeOuts: 1,
    actors: people => ({
      alex: () => people.agent('Alex', sendsDraft('Alex')),
      robin: () => people.agent('Robin', sendsDraft('Robin', 'edited by Robin')),
    }),
    after: oneAgentSpoke,
  },
  {
    name: 'a draft is sent, another refuses it, and the customer writes and leaves',
    before: people => people.isDrafted(1),
    actors: people => ({
      alex: () => people.agent('Alex', sendsDraft('Alex')),
      robin: () => people.agent('Robin', { do: 'reject-draft', reason: 'wrong' }),
      customer: () => people.isAnswered(2),
      leaves: () => people.leaves(),
    }),
  },
  {
    name: 'an agent passes the case on while they still speak, and a colleague takes it',
    before: withAgent,
    timeOuts: 1,
    actors: people => ({
      passes: () => people.agent('Alex', { do: 'transfer', queue: 'billing' }),
      late: () => people.agent('Alex, other window', says('one more thing')),
      robin: () => people.agent('Robin', { do: 'accept' }, says('hello from Robin')),
    }),
  },
  {
    name: 'the first message comes twice',
    actors: people => ({ 'turn·1': () => people.isAnswered(1), 'turn·2': () => people.isAnswered(1) }),
  },
  {
    name: 'a person is asked for, twice at once, and the customer leaves',
    before: people => people.isAnswered(1),
    actors: people => ({
      'turn·1': () => people.asksForPerson(2),
      'turn·2': () => people.asksForPerson(2),
      leaves: () => people.leaves(),
    }),
  },
  {
    name: 'two agents take the same case',
    before: atAgents,
    timeOuts: 1,
    actors: people => ({
      alex: () => people.agent('Alex', { do: 'accept' }, says('hello from Alex'), RESOLVE),
      robin: () => people.agent('Robin', { do: 'accept' }, says('hello from Robin'), RESOLVE),
    }),
    after: oneAgentSpoke,
  },
  {
    name: 'the customer writes and leaves while an agent hands off',
    before: withAgent,
    actors: people => ({
      agent: () => people.agent('Alex', HAND_OFF),
      customer: () => people.isAnswered(2),
      leaves: () => people.leaves(),
    }),
  },
  {
    name: "the client's team answers twice as its time runs out",
    before: withClient,
    timeOuts: 3,
    actors: people => ({
      kim: () => people.client('Kim', 'answer'),
      lee: () => people.client('Lee', 'answer'),
    }),
    after: ({ world, outcomes }) => acceptedIsDelivered(world, outcomes),
  },
  {
    name: "the client's team answers as its last reminder runs out",
    before: async people => {
      await withClient(people);
      people.world.allowTimeOuts(2);
    },
    timeOuts: 1,
    actors: people => ({ kim: () => people.client('Kim', 'answer') }),
    after: ({ world, outcomes }) => acceptedIsDelivered(world, outcomes),
  },
  {
    name: "the client's team takes the case over as a colleague answers, the customer writes and its time runs out",
    before: withClient,
    timeOuts: 1,
    actors: people => ({
      kim: () => people.client('Kim', 'take-over'),
      lee: () => people.client('Lee', 'answer'),
      customer: () => people.isAnswered(2),
    }),
    after: ({ world, outcomes }) => {
      acceptedIsDelivered(world, outcomes);
      const { state, owner, dueAt } = world.theCase()!;
      if (state === 'taken-over' && (owner !== 'client' || dueAt))
        throw new Error('taken over, and not left alone');
    },
  },
  {
    name: "the client's team declines as the customer writes",
    before: withClient,
    timeOuts: 1,
    actors: people => ({ kim: () => people.client('Kim', 'decline'), customer: () => people.isAnswered(2) }),
  },
  {
    name: 'back to the AI while the agent still speaks and the customer writes',
    before: withAgent,
    actors: people => ({
      back: () => people.agent('Alex', { do: 'back-to-ai' }),
      late: () => people.agent('Alex, other window', says('one more thing')),
      customer: () => people.isAnswered(2),
    }),
  },
  {
    name: 'back to the AI, which answers, while the agent speaks in another window',
    before: withAgent,
    actors: people => ({
      late: () => people.agent('Alex, other window', says('one more thing')),
      back: async () => {
        await people.agent('Alex', { do: 'back-to-ai' });
        await people.isAnswered(2);
      },
    }),
  },
  {
    name: 'a closed case is opened again while the sweeper comes by',
    before: async people => {
      await withAgent(people);
      await people.agent('Alex', says('done'), RESOLVE);
    },
    actors: people => ({ customer: () => people.asksForPerson(2), sweeper: () => people.sweeps() }),
  },
];

/** An answer the page said thanks for is with the customer, or with an agent who reads it. */
function acceptedIsDelivered(world: ProtocolWorld, outcomes: Record<string, unknown>) {
  for (const name of ['Kim', 'Lee']) {
    if (!(outcomes[name] as { ok?: boolean } | undefined)?.ok) continue;
    const said = world.sent.chat.some(({ text }) => text.includes(`${name} says so`));
    const mailed = world.sent.mails.some(({ text }) => text.includes(`${name} says so`));
    const noted = world.theCase()!.note?.includes(`${name} says so`);
    if (!said && !mailed && !noted) throw new Error(`${name}'s answer was taken and is nowhere`);
  }
}
