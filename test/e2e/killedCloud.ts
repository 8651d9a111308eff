/**
 * Boots the demo cloud in a process of its own, brings it to where `kill.test.ts` wants it dead, and waits for that.
 * Argument: JSON of `Task`. Writes one line of JSON, a `Told`, before it dies.
 */
import type { Prepared } from '../../cli/golden/cloudStage.ts';
import { bootDemo } from './demoCloud.ts';
import { dieAt, type Moment } from './moments.ts';
import { bringAbout, type Places } from './places.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';
import { enter, type Ticket } from './visitor.ts';

export interface Task {
  prepared: Prepared;
  stateDir: string;
  /** What a customer says, and when in its turn the process dies; absent: quiet, with a case in every state. */
  turn?: { before: string[]; last: string; email?: string; moment: Moment };
}
export type Told = { places: Places; snapshot: Snapshot } | { ticket: Ticket };

const { prepared, stateDir, turn } = JSON.parse(process.argv[2]!) as Task;
const local = await bootDemo(prepared, stateDir);

if (turn) {
  const visitor = await enter(local, { name: 'Sofia', ...(turn.email ? { email: turn.email } : {}) });
  for (const text of turn.before) await visitor.say(text);
  const { contactId, participantToken } = visitor;
  tell({ ticket: { contactId, participantToken } });
  dieAt(local.cloud, turn.moment);
  await visitor.participant.send(await fillIn(turn.last));
  if (turn.moment === 'message accepted') process.kill(process.pid, 'SIGKILL');
} else {
  const places = await bringAbout(local);
  const all = Object.values(places);
  const snapshot = await takeSnapshot(
    local,
    all.map(({ contactId }) => contactId),
    all.map(({ caseId }) => caseId),
  );
  tell({ places, snapshot });
}

async function fillIn(text: string): Promise<string> {
  const { codeIn, mailTo } = await import('./letters.ts');
  return text.includes('{code}') ? text.replace('{code}', codeIn(mailTo(local, turn!.email!))) : text;
}

function tell(told: Told) {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
