import { fileURLToPath } from 'node:url';
import { flowContent } from '../../../infra/flows/flow.ts';
import { clientFlows } from '../../../infra/flows/flows.ts';
import type { ClientConfig } from '../../../layers/core/domain/clientConfig.ts';
import { readClient } from '../../../layers/core/release/readClient.ts';
import { newContact } from '../../../local/connect/contacts/begin.ts';
import type { Purpose } from '../../../local/connect/contacts/contact.ts';
import { newCall } from '../../../local/connect/calls/ringing.ts';
import type { Outcome, Step } from '../../../local/connect/flows/action.ts';
import { branchesOf } from '../../../local/connect/flows/coverage.ts';
import type { FlowAction } from '../../../local/connect/flows/language.ts';
import { startRun } from '../../../local/connect/flows/run.ts';
import type { Flow } from '../../../local/connect/resources/definitions.ts';
import { deployCenter } from './center.ts';
import { FUNCTION, openCloud, type TestCloud } from './cloud.ts';

const { config: demo } = readClient(fileURLToPath(new URL('../../../clients/demo', import.meta.url)));
const twoLanguages: ClientConfig = {
  ...demo,
  voice: {
    ...demo.voice!,
    languages: [
      { locale: 'en_GB', voice: 'Amy', engine: 'generative', offer: 'For English, press 1.' },
      { locale: 'de_DE', voice: 'Vicki', engine: 'generative', offer: 'Für Deutsch drücken Sie die 2.' },
    ],
    greeting: { en: 'Hello', de: 'Hallo' },
    menu: [],
    recording: {
      notice: { en: 'Recorded.', de: 'Aufgezeichnet.' },
      countries: [],
      assistant: true,
      contactLens: true,
    },
  },
};
const written: ClientConfig = { ...demo, voice: undefined };

const PURPOSES: Record<string, Purpose> = {
  CONTACT_FLOW: 'inbound',
  CUSTOMER_QUEUE: 'customer-queue',
  AGENT_WHISPER: 'agent-whisper',
};
const LONGEST_WALK = 400;

const pascal = (name: string) => name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

async function deployed(config: ClientConfig) {
  const test = openCloud();
  const ids = await deployCenter(test, { resume: false });
  const values: Record<string, string> = {
    LexAliasArn: ids.alias,
    RouteContactArn: `${FUNCTION}route`,
    DefaultQueueArn: ids.queue,
  };
  for (const flow of clientFlows(config)) {
    const { ref } = await test.deploy(pascal(flow.name), 'AWS::Connect::ContactFlow', {
      InstanceArn: ids.instanceArn,
      Name: flow.name,
      Type: flow.type,
      Content: flowContent(flow).replace(/\$\{(\w+)\}/g, (_, name: string) => values[name]!),
    });
    values[`${pascal(flow.name)}FlowArn`] = ref;
  }
  test.resume();
  return { test, ids };
}

/** Ways out that leave the flow: the action does what it does. */
const GONE = ['end', 'queued', 'requeued', 'moved'];

/** The outcome that takes a way out, as `branchesOf` names it; undefined: the action does what it does. */
function outcomeOf(branch: string): Outcome | undefined {
  if (branch === 'next') return { to: 'next' };
  if (GONE.includes(branch)) return undefined;
  const [, operand] = branch.split(' ');
  if (operand === undefined)
    return branch === 'NoMatchingCondition'
      ? { to: 'branch', value: '\u0000' }
      : { to: 'error', type: branch };
  return { to: 'branch', value: operand };
}

/** Where a way out leads; nowhere, when the flow is over or the contact in a queue. */
function targetOf({ Transitions: { NextAction, Conditions = [], Errors = [] } }: FlowAction, branch: string) {
  if (GONE.includes(branch)) return undefined;
  if (branch === 'next') return NextAction;
  return (
    Conditions.find(({ Condition }) => `${Condition.Operator} ${Condition.Operands.join('|')}` === branch)
      ?.NextAction ?? Errors.find(({ ErrorType }) => ErrorType === branch)?.NextAction
  );
}

/** From this action, the way out that leads soonest to one that was not taken yet; undefined when all were. */
function wayTo(flow: Flow, from: FlowAction, isTaken: (action: FlowAction, branch: string) => boolean) {
  const byId = new Map(flow.content.Actions.map(action => [action.Identifier, action]));
  const seen = new Set([from.Identifier]);
  let edge = branchesOf(from).map(branch => ({ first: branch, action: from, branch }));
  while (edge.length > 0) {
    const fresh = edge.find(({ action, branch }) => !isTaken(action, branch));
    if (fresh) return fresh.first;
    edge = edge.flatMap(({ first, action, branch }) => {
      const next = byId.get(targetOf(action, branch) ?? '');
      if (!next || seen.has(next.Identifier)) return [];
      seen.add(next.Identifier);
      return branchesOf(next).map(each => ({ first, action: next, branch: each }));
    });
  }
  return undefined;
}

/** The shortest way out of the flow. */
function wayOut(flow: Flow, from: FlowAction) {
  return wayTo(flow, from, (_action, branch) => !GONE.includes(branch));
}

/** Walks the flow with fresh contacts until every way out of every action was taken; gives how each walk ended. */
async function walkAll(
  { test, ids, agent }: { test: TestCloud; ids: { instanceArn: string; queue: string }; agent: string },
  flow: Flow,
) {
  const { center } = test.connect;
  const isTaken = (action: FlowAction, branch: string) =>
    center.branches.get(`${flow.name}/${action.Identifier}: ${branch}`) !== undefined;
  const ends: string[] = [];
  for (let walk = 0; walk < LONGEST_WALK; walk += 1) {
    const start = flow.content.Actions.find(({ Identifier }) => Identifier === flow.content.StartAction)!;
    if (wayTo(flow, start, isTaken) === undefined) return ends;
    let steps = 0;
    center.force = ({ action, run }: Step) => {
      // Where it has moved to is walked by itself.
      if (run.flowArn !== flow.arn) return undefined;
      steps += 1;
      const branch =
        steps > LONGEST_WALK ? wayOut(flow, action) : (wayTo(flow, action, isTaken) ?? wayOut(flow, action));
      return branch === undefined ? undefined : outcomeOf(branch);
    };
    const contact = center.commit(() => {
      const made = newContact(center, {
        instanceArn: ids.instanceArn,
        channel: 'VOICE',
        initiationMethod: 'INBOUND',
        attributes: {},
        customerNumber: '+436641000001',
        targetQueueArn: ids.queue,
      });
      newCall(center, made, 'up');
      if (flow.type === 'AGENT_WHISPER') {
        made.acceptedBy = 'Ada';
        made.queue = { arn: ids.queue, enqueuedAt: center.now };
      }
      if (flow.type === 'CUSTOMER_QUEUE') {
        made.state = 'queued';
        made.queue = { arn: ids.queue, enqueuedAt: center.now };
        made.external = { queue: ids.queue, agent };
      }
      startRun(center, made, flow.arn, PURPOSES[flow.type]!);
      center.save(made);
      return made;
    });
    await test.idle();
    const after = center.contact(contact.id);
    const moved = after.run && after.run.flowArn !== flow.arn;
    const stuck = after.run ? `stuck at ${after.run.position}` : 'over';
    const queued = after.state === 'queued' && flow.type !== 'CUSTOMER_QUEUE';
    ends.push(queued ? 'queued' : moved ? 'moved' : stuck);
  }
  return ends;
}

describe.each([
  ['the demo shop', demo],
  ['a client with two languages', twoLanguages],
  ['a client without a phone', written],
])('the flows of %s', (_name, config) => {
  test('every branch of every flow is taken, and none leads nowhere', async () => {
    const { test: cloud, ids } = await deployed(config);
    const { arn: agent } = cloud.connect.agents.signIn('Ada');
    cloud.connect.agents.setState('Ada', 'Lunch');
    for (const flow of cloud.connect.center.flows.values()) {
      const ends = await walkAll({ test: cloud, ids, agent }, flow);
      expect({ flow: flow.name, stuck: ends.filter(end => end.startsWith('stuck')) }).toEqual({
        flow: flow.name,
        stuck: [],
      });
    }
    const covered = cloud.connect.coverage();
    expect(covered.map(({ flow, missing }) => ({ flow, missing }))).toEqual(
      covered.map(({ flow }) => ({ flow, missing: [] })),
    );
    expect(cloud.logs).toEqual([]);
    await cloud.kill();
  });
});
