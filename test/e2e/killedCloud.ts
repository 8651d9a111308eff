/**
 * Boots the demo cloud in a process of its own, brings it to where `kill.test.ts` wants it dead, and waits for that.
 * Argument: JSON of `Task`. Writes one line of JSON, a `Told`, before it dies.
 */
import type { Prepared } from '../../cli/golden/cloudStage.ts';
import { bootDemo } from './demoCloud.ts';
import { codeIn, mailTo } from './mails.ts';
import { dieAt, type Moment } from './moments.ts';
import { bringAbout, type Places } from './places.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';
import { enter, type Ticket } from './visitor.ts';

/** A customer's turn in the middle of which the process dies. */
export interface CutTurn {
  email?: string;
  before: string[];
  /** `{code}` stands for the code that was mailed to the customer. */
  last: string;
  moment: Moment;
}
export interface Task {
  prepared: Prepared;
  stateDir: string;
  /** Absent: a case in every state, and nothing under way. */
  turn?: CutTurn;
}
/** What the killed process leaves behind. */
export interface Quiet {
  places: Places;
  snapshot: Snapshot;
}

const { prepared, stateDir, turn } = JSON.parse(process.argv[2]!) as Task;
const local = await bootDemo(prepared, stateDir);
await (turn ? cut(turn) : stayQuiet());

async function stayQuiet() {
  const places = await bringAbout(local);
  tell({ places, snapshot: await takeSnapshot(local, Object.values(places)) } satisfies Quiet);
}

async function cut({ email, before, last, moment }: CutTurn) {
  const visitor = await enter(local, { name: 'Sofia', ...(email ? { email } : {}) });
  for (const text of before) await visitor.say(text);
  const text = last.includes('{code}') ? last.replace('{code}', codeIn(mailTo(local, email!))) : last;
  const { contactId, participantToken } = visitor;
  tell({ contactId, participantToken } satisfies Ticket);
  dieAt(local.cloud, moment);
  await visitor.participant.send(text);
  if (moment === 'message accepted') process.kill(process.pid, 'SIGKILL');
  await local.cloud.activity.idle();
  // Alive still: the moment never came, and the parent says so.
  process.exit(1);
}

function tell(told: unknown) {
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
