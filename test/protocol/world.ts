import { closeCase } from '../../functions/close-case/closeCase.ts';
import { deliverAnswer } from '../../functions/deliver-answer/deliverAnswer.ts';
import { handOffCase } from '../../functions/hand-off-case/handOffCase.ts';
import { lapseDraft } from '../../functions/lapse-draft/lapseDraft.ts';
import { offerCase } from '../../functions/offer-case/offerCase.ts';
import { raiseCase } from '../../functions/raise-case/raiseCase.ts';
import { remindClient } from '../../functions/remind-client/remindClient.ts';
import { returnCase } from '../../functions/return-case/returnCase.ts';
import { summariseCase } from '../../functions/summarise-case/summariseCase.ts';
import { createCustomerMails } from '../../layers/core/mail/customerMails.ts';
import type { Case, Owner, Turn } from '../../layers/core/domain/case.ts';
import { OWNER_OF } from '../../layers/core/domain/case.ts';
import { createCorrections } from '../../layers/core/store/corrections.ts';
import { createPresence } from '../../layers/core/store/presence.ts';
import { createCaseStore } from '../../layers/core/store/caseStore.ts';
import type { Table } from '../../layers/core/store/table.ts';
import { makeConfig } from '../core/makeCase.ts';
import { makeWorld } from '../functions/makeWorld.ts';
import { spawn, step, theActor, type Actor } from './actors.ts';

type MemoryTable = ReturnType<typeof makeWorld>['table'];

/** Something a customer was told, and the epoch under which it was allowed. */
export interface Said {
  by: 'ai' | 'agent' | 'client' | 'house';
  key: string;
  epoch: number;
}

const speakerOf = (key: string): Said['by'] =>
  key.includes('answer-') ? 'client' : key.startsWith('lapsed-') ? 'house' : 'agent';

interface Execution {
  running: boolean;
  /** Waits so far. */
  waits: number;
  /** Its wait for a person, while it waits. */
  token?: string;
  result?: { outcome: string };
}

/** Retries of a workflow's step, as the definitions have it. */
const RETRIES = 4;
const HOUR = 3600_000;
/** Read once: thousands of worlds are made. */
const CONFIG = makeConfig();

/**
 * The protocol's world: the real functions and store over one table, every touch of table or service a step of its own. The
 * workflow `escalation` follows its definition state by state; its waits end by a result or, `timeOuts` times, by time.
 */
export function makeProtocolWorld(options: {
  timeOuts: number;
  breakTable?: (table: MemoryTable) => MemoryTable;
}) {
  const world = makeWorld({ config: CONFIG });
  const plain = { ...world, table: options.breakTable?.(world.table) ?? world.table };
  const said: Said[] = [];
  const epochs: number[] = [];
  const executions = new Map<string, Execution>();
  let timeOuts = options.timeOuts;

  const theCase = (): Case | undefined =>
    [...plain.table.items.values()].find(({ sk }) => sk === 'CASE') as unknown as Case | undefined;

  /** The epoch under which each actor last changed the case: its right to speak. */
  const claims = new WeakMap<Actor, number>();
  const claimed = () => claims.get(theActor()!) ?? theCase()!.epoch;
  const speaking = (by: Said['by'], key: string) => void said.push({ by, key, epoch: claimed() });

  const table = gatedTable(plain.table, {
    claimed: epoch => {
      const actor = theActor();
      if (actor) claims.set(actor, epoch);
    },
    replied: ({ reply, turnId }) => {
      // A bot's reply is spoken once it is recorded; a person's is recorded once it is spoken.
      if (reply?.via === 'bot' && reply.by === 'ai' && !reply.discarded) speaking('ai', turnId);
    },
  });
  const store = createCaseStore({ table, retentionDays: 30, now: plain.now });
  const workflows: typeof plain.workflows = {
    ...plain.workflows,
    start: (_arn, name) =>
      step(`start ${name}`, () => {
        if (executions.has(name)) return 'exists' as const;
        executions.set(name, { running: true, waits: 0 });
        spawn(`workflow ${name}`, () => escalation(name));
        return 'started' as const;
      }),
    isRunning: (_arn, name) => step(`is ${name} running`, () => executions.get(name)?.running ?? false),
    succeed: (token, output) =>
      step(`wake ${token}`, () => {
        const waiting = [...executions.values()].find(one => one.token === token);
        if (!waiting || waiting.result) return 'gone' as const;
        waiting.result = output as { outcome: string };
        return 'taken' as const;
      }),
  };
  const deps = {
    ...plain,
    table,
    store,
    workflows,
    voice: {
      say: async (message: Parameters<typeof plain.voice.say>[0]) =>
        step(`say ${message.key}`, async () => {
          // Connect knows a message sent again by its client token.
          if (said.some(({ key }) => key === message.key))
            return { connection: `connection-${message.contactId}` };
          const spoken = await plain.voice.say(message);
          if (spoken) speaking(speakerOf(message.key), message.key);
          return spoken;
        }),
    },
    mailer: {
      send: (mail: Parameters<typeof plain.mailer.send>[0]) =>
        step(`mail "${mail.subject}"`, () => plain.mailer.send(mail)),
    },
    contacts: {
      ...plain.contacts,
      startTask: (task: Parameters<typeof plain.contacts.startTask>[0]) =>
        step(`task ${task.key}`, () =>
          // Connect knows a task asked for again by its client token.
          plain.sent.tasks.includes(task.key) ? { contactId: task.key } : plain.contacts.startTask(task),
        ),
    },
    bus: {
      caseClosed: (news: { caseId: string }) =>
        step('case closed', () => plain.bus.caseClosed(news as never), NOTED),
    },
    operations: {
      notify: (subject: string) => step('tell operations', () => plain.operations.notify(subject), NOTED),
    },
    team: {
      notify: (subject: string) => step('notify the team', () => plain.team.notify(subject), NOTED),
    },
  };
  const handoff = { ...deps, mailer: deps.mailer };
  const { addresses, config, linkKey } = plain;
  const customerMails = createCustomerMails({ mailer: deps.mailer, mails: addresses, config, linkKey });
  const kept = { table, retentionDays: 30, now: plain.now };
  const speakers = {
    ...deps,
    mails: async () => customerMails,
    topics: plain.release.topics,
    corrections: createCorrections(kept),
    presence: createPresence(kept),
    mailer: async () => deps.mailer,
  };

  /** A step of a workflow: a Lambda that may be killed, tried again as the definition says. */
  async function invoke<T>(name: string, work: () => Promise<T>): Promise<T | 'failed'> {
    for (let tries = 0; tries <= RETRIES; tries++) {
      let outcome: { result: T } | 'failed' | undefined;
      spawn(
        name,
        () =>
          work().then(
            result => (outcome = { result }),
            () => (outcome = 'failed'),
          ),
        () => (outcome = 'failed'),
      );
      const ended = await step(`${name} ended`, () => outcome!, {
        options: () => (outcome ? ['go'] : []),
        isPrivate: true,
      });
      if (ended !== 'failed') return ended.result;
    }
    return 'failed';
  }

  /** A step that waits for a task token. A Lambda that dies leaves the wait until it times out or is woken. */
  async function waitFor(
    execution: Execution,
    name: string,
    work: (token: string) => Promise<void>,
  ): Promise<string | 'timed-out' | 'failed'> {
    const token = `token-${name} ${++execution.waits}`;
    execution.token = token;
    execution.result = undefined;
    let failed = false;
    spawn(
      name,
      () => work(token).catch(() => (failed = true)),
      () => (failed = true),
    );
    const outcome = await step(
      'waits for a person',
      option => {
        execution.token = undefined;
        if (option === 'woken') return execution.result!.outcome;
        if (option === 'time-out') {
          timeOuts--;
          plain.advance(HOUR);
          return 'timed-out';
        }
        return 'failed';
      },
      {
        options: () => [
          ...(execution.result ? ['woken'] : []),
          ...(failed ? ['failed'] : []),
          ...(timeOuts > 0 && !execution.result ? ['time-out'] : []),
        ],
      },
    );
    return outcome;
  }

  async function escalation(name: string): Promise<void> {
    const execution = executions.get(name)!;
    const { caseId } = theCase()!;
    const end = () => step('ends', () => void (execution.running = false));
    let raised = 0;
    let reminded = 0;
    const summarised = await invoke('summarise-case', () =>
      summariseCase({ caseId, execution: name }, { ...deps, release: plain.release as never }),
    );
    if (summarised === 'failed') return end();
    let owner: Owner | undefined = summarised.owner;
    if (summarised.approvalSeconds > 0) {
      const outcome = await waitFor(execution, 'offer-draft', taskToken =>
        offerCase({ caseId, taskToken, waitsFor: 'approval' }, speakers),
      );
      if (outcome === 'timed-out') {
        const lapsed = await invoke('lapse-draft', () => lapseDraft({ caseId }, speakers));
        if (lapsed === 'failed') return end();
        owner = lapsed.owner;
      } else if (outcome === 'hand-off') owner = 'client';
      else if (outcome !== 'taken') {
        if (outcome === 'resolved' || outcome === 'abandoned')
          await invoke('close-case', () => closeCase({ caseId }, deps));
        return end();
      }
    }
    for (;;) {
      if (owner === 'provider') {
        const outcome = await waitFor(execution, 'offer-case', taskToken =>
          offerCase({ caseId, taskToken }, speakers),
        );
        if (outcome === 'timed-out' || outcome === 'failed') {
          raised++;
          const again = await invoke('raise-case', () =>
            raiseCase({ caseId, times: raised }, { ...deps, missed: () => {} }),
          );
          if (again === 'failed') return end();
          continue;
        }
        if (outcome === 'offer-again') continue;
        if (outcome === 'hand-off') owner = 'client';
        else {
          if (outcome === 'resolved' || outcome === 'abandoned')
            await invoke('close-case', () => closeCase({ caseId }, deps));
          return end();
        }
      }
      if (owner !== 'client') return end();
      const answer = await waitFor(execution, 'hand-off-case', taskToken =>
        handOffCase({ caseId, taskToken, reminded }, handoff),
      );
      if (answer === 'timed-out') {
        reminded++;
        const asked = await invoke('remind-client', () => remindClient({ caseId, reminded }, handoff));
        if (asked !== 'failed' && asked.again) continue;
      } else if (answer === 'answer' || answer === 'take-over') {
        const told = await invoke('deliver-answer', () => deliverAnswer({ caseId }, speakers));
        if (told !== 'failed' && told.delivered) {
          await invoke('close-case', () => closeCase({ caseId }, deps));
          return end();
        }
      }
      const returned = await invoke('return-case', () => returnCase({ caseId }, deps));
      if (returned === 'failed') return end();
      reminded = 0;
      owner = returned.owner;
    }
  }

  return {
    ...deps,
    speakers,
    said,
    executions,
    theCase,
    /** What the world holds, for the explorer, whatever the order it came in where none matters. */
    fingerprint: () =>
      JSON.stringify([
        inOrder([...plain.table.items].filter(([id]) => !isEvent(id))),
        inOrder(said.map(({ by, key }) => [by, key])),
        Math.max(0, ...said.map(({ epoch }) => epoch)),
        epochs.at(-1),
        Object.values(plain.sent).map(inOrder),
        inOrder([...executions]),
        timeOuts,
        plain.now().getTime(),
      ]),
    /**
     * Holds at every moment: one owner, who follows from the state; an epoch that only rises; no speaker but the owner; no
     * mail twice, but for the one whose sender was killed before it could note that it was sent.
     */
    check(crashes: number) {
      const current = theCase();
      if (!current) return;
      if (current.owner !== OWNER_OF[current.state])
        throw new Error(`owner ${current.owner} in state ${current.state}`);
      if (current.epoch < (epochs.at(-1) ?? 0)) throw new Error(`epoch fell to ${current.epoch}`);
      epochs.push(current.epoch);
      checkSpeech(said);
      const sent = plain.sent.mails.map(mail => JSON.stringify(mail));
      const twice = sent.filter((one, n) => sent.indexOf(one) !== n);
      if (twice.length > crashes) throw new Error(`sent twice: ${twice.join(', ')}`);
    },
    allowTimeOuts: (more: number) => void (timeOuts = more),
  };
}
export type ProtocolWorld = ReturnType<typeof makeProtocolWorld>;

/** Words of one owner never follow those of a later one, and no message is said twice. */
function checkSpeech(said: Said[]) {
  said.forEach(({ key, epoch, by }, n) => {
    const earlier = said.slice(0, n);
    if (earlier.some(one => one.key === key)) throw new Error(`"${key}" was said twice`);
    const later = earlier.find(one => one.epoch > epoch);
    if (later)
      throw new Error(`${by} spoke ("${key}", epoch ${epoch}) after ${later.by} (epoch ${later.epoch})`);
  });
}

/** Steps that only leave a note which nobody here reads. */
const NOTED = { isPrivate: true };

/** The timeline is only ever added to, and read by people: here by nobody (`gatedTable` sees to that). */
const isEvent = (id: string) => id.includes('|EVENT#');

const inOrder = (list: unknown[]) => list.map(one => JSON.stringify(one)).sort();

interface Heard {
  claimed(epoch: number): void;
  replied(turn: Turn): void;
}

function gatedTable(table: MemoryTable, heard: Heard): Table {
  return {
    get: <T>(pk: string, sk: string) => step(`get ${sk}`, () => table.get<T>(pk, sk)),
    putNew: item =>
      step(
        `put new ${item.sk}`,
        async () => {
          const added = await table.putNew(item);
          if (added && 'reply' in item) heard.replied(item as unknown as Turn);
          return added;
        },
        { isPrivate: item.sk.startsWith('EVENT#') },
      ),
    put: item => step(`put ${item.sk}`, () => table.put(item)),
    update: <T>(...[key, changes, condition]: Parameters<Table['update']>) =>
      step(`update ${key.sk}`, async () => {
        const updated = await table.update<T>(key, changes, condition);
        if (updated.ok && key.sk === 'CASE') heard.claimed((updated.item as Case).epoch);
        if (updated.ok && 'reply' in changes) heard.replied(updated.item as Turn);
        return updated;
      }),
    partition<T>(pk: string, prefix: string) {
      if (prefix.startsWith('EVENT#')) throw new Error('events are taken to be read by nobody here');
      return step(`read ${prefix}`, () => table.partition<T>(pk, prefix));
    },
    newest: <T>(...[pk, limit, prefix]: Parameters<Table['newest']>) => {
      if (prefix?.startsWith('EVENT#')) throw new Error('events are taken to be read by nobody here');
      return step(`newest of ${pk}`, () => table.newest<T>(pk, limit, prefix));
    },
    lastSaid: <T>(pk: string, limit: number) =>
      step(`last said of ${pk}`, () => table.lastSaid<T>(pk, limit)),
    count: (key, expiresAt) => step(`count ${key.pk}`, () => table.count(key, expiresAt)),
    index: <T>(query: Parameters<Table['index']>[0]) =>
      step(`index ${query.index}`, () => table.index<T>(query)),
  };
}
