import * as act from './act.ts';
import { actOnPhone, isOnPhone } from './actOnPhone.ts';
import * as check from './check.ts';
import type { Golden, GoldenStep, StatedFault } from './golden.ts';
import { chatFileIsRead, fileIsSent } from './fileSteps.ts';
import { mailFileIsRead, mailIsWritten } from './mailSteps.ts';
import { personalDataIn, saidIn } from './personalData.ts';
import { Scene, type Line } from './scene.ts';
import type { Stage, StageCase } from './stage.ts';

/** A step that came out differently. */
export interface Difference {
  /** From 1, as the steps stand in the file; 0: the chat could not begin. */
  step: number;
  expected: string;
  seen: string[];
}
export interface PlayedGolden {
  golden: Golden;
  lines: Line[];
  differences: Difference[];
  found?: StageCase;
}

/** The step after the last one of every golden. */
const NOTHING_LOGGED = 'no words, addresses, links or keys of anybody stand in a log';

/** Between two steps people take a moment, and things that happen one after the other get different times. */
const A_MOMENT = 2_000;

/**
 * Plays one golden to its end or to the first step that differs: what follows would differ because of it. `goOn` plays the
 * rest nevertheless, as people would go on.
 */
export async function playGolden(
  golden: Golden,
  stage: Stage,
  { goOn = false }: { goOn?: boolean } = {},
): Promise<PlayedGolden> {
  const scene = new Scene(golden, stage);
  const differences: Difference[] = [];
  const alreadyThere = stepsBeforeTheCustomer(golden);
  const customerComes = () =>
    attempt(alreadyThere, 'the chat begins', async () => {
      if (golden.channel === 'chat') await scene.begin();
      return [];
    });
  if (alreadyThere === 0) await customerComes();
  for (const [index, step] of golden.steps.entries()) {
    if (differences.length > 0 && !goOn) break;
    await attempt(index + 1, describe(step), () =>
      'fault' in step ? somethingFails(scene, step.fault, index + 1) : playStep(scene, step),
    );
    if (index + 1 === alreadyThere) await customerComes();
  }
  if (differences.length === 0)
    for (const { step, what, hit } of scene.faults)
      if (!hit()) differences.push({ step, expected: what, seen: ['it never came to it: nothing failed'] });
  const leaked = personalDataIn(stage.logged?.() ?? [], saidIn(golden));
  if (leaked.length > 0)
    differences.push({ step: golden.steps.length + 1, expected: NOTHING_LOGGED, seen: leaked });
  const found = await scene.theCase().catch(() => undefined);
  return { golden, lines: scene.lines, differences, ...(found ? { found } : {}) };

  async function attempt(step: number, expected: string, work: () => Promise<string[]>): Promise<void> {
    try {
      const seen = await work();
      await scene.settle();
      if (seen.length > 0) differences.push({ step, expected, seen });
    } catch (error) {
      differences.push({ step, expected, seen: [error instanceof Error ? error.message : String(error)] });
    }
  }
}

/** Others who are named at the beginning were there before: a caller doesn't hold the line while they write. */
function stepsBeforeTheCustomer({ steps }: Golden): number {
  const others = steps.findIndex(step => 'others' in step);
  const isBefore = steps.slice(0, others).every(step => 'agent' in step && step.agent === 'signIn');
  return others >= 0 && isBefore ? others + 1 : 0;
}

async function somethingFails(scene: Scene, fault: StatedFault, step: number): Promise<string[]> {
  const what = 'call' in fault ? `${fault.call} ${fault.kind}` : `${fault.block} ${fault.error}`;
  scene.note('fault', `(the next ${what})`);
  scene.faults.push({ step, what: `fault ${what}`, ...scene.stage.fail(fault) });
  return [];
}

async function playStep(scene: Scene, step: Exclude<GoldenStep, { fault: unknown }>): Promise<string[]> {
  if ('ai' in step) return check.checkAi(scene, step.ai);
  if ('person' in step) return check.checkMessage(scene, 'person', step.person);
  if ('mail' in step) return check.checkMail(scene, step.mail);
  if ('textMessage' in step) return check.checkTextMessage(scene, step.textMessage);
  if ('notification' in step) return check.checkNotification(scene, step.notification);
  if ('ticket' in step) return check.checkTicket(scene, step.ticket);
  if ('chatTool' in step) return check.checkChatTool(scene, step.chatTool);
  if ('file' in step) return check.checkFile(scene, step.file);
  if ('chatFile' in step) return chatFileIsRead(scene, step.chatFile);
  if ('mailFile' in step) return mailFileIsRead(scene, step.mailFile);
  if ('case' in step) return check.checkCase(scene, step.case);
  if ('tasksWaiting' in step) return check.checkWaiting(scene, 'TASK', step.tasksWaiting);
  if ('callsWaiting' in step) return check.checkWaiting(scene, 'VOICE', step.callsWaiting);
  if ('service' in step) return check.checkService(scene, step.service);
  if ('waitsIn' in step) return check.checkQueued(scene, step);

  // Whoever talks over a voice doesn't take a moment first.
  if (!('bargeIn' in step)) await scene.stage.clock.advance(A_MOMENT);
  if (isOnPhone(step)) return actOnPhone(scene, step);
  if ('writesMail' in step) return mailIsWritten(scene, step.writesMail);
  if ('sendsFile' in step) return fileIsSent(scene, step.sendsFile);
  if ('personLink' in step) return act.personIsCalled(scene);
  if ('agent' in step) return act.agentMoves(scene, step);
  if ('supervisor' in step) return act.supervisorActs(scene, step);
  if ('clientTeam' in step) return act.clientTeamAnswers(scene, step);
  if ('linkCode' in step) return act.codeAsked(scene);
  if ('newLink' in step) return act.newLinkAsked(scene);
  if ('ticketReply' in step) return act.ticketAnswered(scene, step);
  if ('survey' in step) return act.surveyTaken(scene, step.survey);
  if ('transcript' in step) return act.transcriptAsked(scene, step.transcript);
  if ('customer' in step) await act.customerSays(scene, step.customer);
  else if ('repeat' in step) await repeat(scene);
  else if ('others' in step) await act.othersWrite(scene, step.others);
  else if ('customerLeaves' in step) await act.customerLeaves(scene);
  else if ('customerReturns' in step) await act.customerReturns(scene, step.customerReturns);
  else await act.timePasses(scene, step.advance);
  return [];
}

/** The second delivery must neither say nor write anything. */
async function repeat(scene: Scene): Promise<void> {
  scene.note('bot service', '(delivers the last message again)');
  await scene.stage.repeatLastTurn(scene.chat?.contactId ?? '');
}

/** A step in one line, as it stands in the golden. */
export function describe(step: GoldenStep): string {
  const full = JSON.stringify(step, (_key, value: unknown) => {
    const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
    return isEmpty ? undefined : value;
  });
  return full.length > 220 ? `${full.slice(0, 219)}…` : full;
}
