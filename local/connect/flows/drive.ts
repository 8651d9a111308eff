import type { Center } from '../center.ts';
import type { Contact, FlowRun } from '../contacts/contact.ts';
import { isActive } from '../contacts/contact.ts';
import { disconnect } from '../contacts/finish.ts';
import { arm } from '../timers.ts';
import { ACTIONS } from './actions/index.ts';
import type { Outcome, Step, Wake } from './action.ts';
import { noteBranch } from './coverage.ts';
import { holds } from './language.ts';
import { resolveParameters } from './references.ts';
import { finishRun } from './run.ts';

/** A flow that does this many actions without waiting for anything goes round in circles. */
const MOST_STEPS = 1_000;

/** Runs the contact's flow as far as it goes. One run at a time for each contact; nothing happens when it has to wait. */
export function drive(center: Center, contactId: string): void {
  if (center.driven.has(contactId) || !canGoOn(center, contactId)) return;
  center.driven.add(contactId);
  void center.cloud.activity.run(async () => {
    try {
      for (let step = prepare(center, contactId); step; step = prepare(center, contactId))
        await perform(step);
    } catch (error) {
      center.cloud.log(`connect: flow of contact ${contactId} failed: ${(error as Error).stack ?? error}`);
      giveUp(center, contactId);
    } finally {
      center.driven.delete(contactId);
      if (!center.stopped) arm(center, contactId);
    }
  });
}

function canGoOn(center: Center, contactId: string): boolean {
  const contact = center.stopped ? undefined : center.contacts.get(contactId);
  if (!contact?.run || !isActive(contact)) return false;
  return !contact.run.wait || wakeOf(center, contact, contact.run) !== undefined;
}

/** The next thing to do for the contact's flow, or undefined when there is none now. */
function prepare(center: Center, contactId: string): Step | undefined {
  if (!canGoOn(center, contactId)) return undefined;
  const contact = center.contact(contactId);
  const run = contact.run!;
  const wake = run.wait && wakeOf(center, contact, run);
  const flow = center.flows.get(run.flowArn);
  const action = flow?.content.Actions.find(({ Identifier }) => Identifier === run.position);
  if (!action) throw new Error(`flow ${flow?.name ?? run.flowArn} has no action "${run.position}" any more`);
  const parameters = resolveParameters(ACTIONS[action.Type]!, action.Parameters, center, contact);
  return { center, contact, run, action, parameters, wake };
}

function wakeOf(center: Center, contact: Contact, run: FlowRun): Wake | undefined {
  const wait = run.wait!;
  const [heard] = contact.inbox;
  if (wait.kind === 'input' && heard) return { kind: 'message', ...heard };
  if (run.signal) return { kind: 'signal', name: run.signal };
  if (wait.until !== undefined && wait.until <= center.now) return { kind: 'timeout' };
  return undefined;
}

async function perform(step: Step) {
  const { center, action, run } = step;
  const kind = ACTIONS[action.Type]!;
  const forced = center.force?.(step);
  const result = kind.call && !forced ? await kind.call(step) : undefined;
  if (center.stopped) return;
  center.commit(() => {
    const contact = center.contacts.get(step.contact.id)!;
    // While the call was out, the contact may have ended or been accepted by an agent: then its answer is of no use.
    if (contact.run?.id !== run.id || contact.run.steps !== run.steps) return;
    contact.run.steps += 1;
    contact.run.stepsSinceWait = step.wake ? 0 : contact.run.stepsSinceWait + 1;
    const outcome = forced ?? kind.run({ ...step, contact, run: contact.run }, result);
    noteBranch(center, center.flows.get(run.flowArn)!, action, outcome);
    follow(center, contact, step, outcome);
    center.save(contact);
  });
}

function follow(center: Center, contact: Contact, step: Step, outcome: Outcome) {
  if (outcome.to === 'wait' || outcome.to === 'elsewhere') return;
  const run = contact.run!;
  delete run.wait;
  delete run.signal;
  delete run.closing;
  if (outcome.to === 'end') return finishRun(center, contact);
  const target = targetOf(step.action.Transitions, outcome);
  if (!target || run.stepsSinceWait > MOST_STEPS) {
    const flow = center.flows.get(run.flowArn)!.name;
    const why = target ? `did ${MOST_STEPS} actions without a wait` : 'has no branch for what happened';
    center.cloud.log(
      `connect: contact ${contact.id} ended: flow ${flow}, action ${step.action.Identifier} ${why}`,
    );
    return disconnect(center, contact, 'CONTACT_FLOW_DISCONNECT');
  }
  run.position = target;
}

function targetOf(transitions: Step['action']['Transitions'], outcome: Outcome): string | undefined {
  const { NextAction, Conditions = [], Errors = [] } = transitions;
  const onError = (type: string) => Errors.find(({ ErrorType }) => ErrorType === type)?.NextAction;
  if (outcome.to === 'error') return onError(outcome.type) ?? onError('NoMatchingError');
  if (outcome.to === 'next') return NextAction;
  if (outcome.to !== 'branch') return undefined;
  const condition = Conditions.find(({ Condition }) => holds(Condition, outcome.value));
  return condition?.NextAction ?? onError('NoMatchingCondition') ?? NextAction;
}

function giveUp(center: Center, contactId: string) {
  if (center.stopped) return;
  center.commit(() => {
    const contact = center.contacts.get(contactId);
    if (contact) disconnect(center, contact, 'OTHER');
  });
}
