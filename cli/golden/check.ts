import type { Turn } from '../../layers/core/domain/case.ts';
import { tokenOf } from './act.ts';
import { captures, differences, fillIn, type Wanted } from './expected.ts';
import type { GoldenStep } from './golden.ts';
import { threadDifferences } from './mailSteps.ts';
import type { Scene } from './scene.ts';

type StepOf<Key extends string> = Extract<GoldenStep, Record<Key, unknown>>;

/** The next message from the AI (or the flow) that is as wanted; earlier ones since the last check may be skipped. */
export async function checkMessage(scene: Scene, from: 'ai' | 'person', wanted: Wanted): Promise<string[]> {
  const before = scene.read;
  const wrong = await checkSoFar(scene, from, wanted);
  if (wrong.length === 0 || !scene.call) return wrong;
  // In a call what is expected may only be said after what is being said now.
  await scene.call.listen();
  scene.read = before;
  return checkSoFar(scene, from, wanted);
}

async function checkSoFar(scene: Scene, from: 'ai' | 'person', wanted: Wanted): Promise<string[]> {
  const messages = await scene.messages();
  const candidates = messages
    .map((message, index) => ({ ...message, index }))
    .slice(scene.read)
    .filter(message => message.from === from);
  const hit = candidates.find(({ text }) => differences(text, wanted, scene.captured).length === 0);
  if (hit) {
    scene.read = hit.index + 1;
    Object.assign(scene.captured, captures(hit.text, wanted));
    return [];
  }
  if (candidates.length === 0)
    return [`no message from ${from === 'ai' ? 'the AI' : 'a person'} since the last one checked`];
  scene.read = candidates.at(-1)!.index + 1;
  return candidates.flatMap(({ text }) => [...differences(text, wanted, scene.captured), `seen: "${text}"`]);
}

export async function checkAi(scene: Scene, wanted: StepOf<'ai'>['ai']): Promise<string[]> {
  const found = await checkMessage(scene, 'ai', wanted);
  if (wanted.topic === undefined && wanted.cites === undefined) return found;
  const turn = (await scene.theCase())?.turns
    .filter(({ reply }) => reply?.by === 'ai' || reply?.by === 'house')
    .at(-1);
  return [...found, ...checkTurn(turn, wanted)];
}

function checkTurn(turn: Turn | undefined, { topic, cites }: StepOf<'ai'>['ai']): string[] {
  if (!turn) return ['the case has no turn of the AI'];
  const seen = turn.decision?.topic ?? null;
  const cited = (turn.reply?.citations ?? []).map(({ id }) => id);
  return [
    ...(topic !== undefined && seen !== topic ? [`topic: expected ${topic}, seen ${seen}`] : []),
    ...(cites !== undefined && !cited.some(id => id === cites || id.startsWith(`${cites}#`))
      ? [`cites: expected ${cites}, seen ${cited.join(', ') || 'nothing'}`]
      : []),
  ];
}

export function checkMail(
  scene: Scene,
  { to, count, threaded, ...wanted }: StepOf<'mail'>['mail'],
): string[] {
  const address = fillIn(to, scene.captured).toLowerCase();
  const toThem = scene
    .mails()
    .filter(mail => mail.to.some(each => each.toLowerCase().includes(address)))
    .map(mail => ({ ...mail, text: `${mail.subject}\n${mail.text}` }));
  const right = toThem.filter(({ text }) => differences(text, wanted, scene.captured).length === 0);
  const last = right.at(-1);
  if (last !== undefined) Object.assign(scene.captured, captures(last.text, wanted));
  if (last && threaded) {
    const wrong = threadDifferences(scene, last, address);
    if (wrong.length > 0) return wrong;
  }
  if (count !== undefined && right.length !== count)
    return [`${count} such mails to ${address} expected, seen ${right.length}`];
  if (count === 0 || last !== undefined) return [];
  if (toThem.length === 0) {
    const others = scene.mails().map(mail => mail.to.join(', '));
    return [`no mail to ${address}; seen: ${others.join('; ') || 'no mail at all'}`];
  }
  const { text } = toThem.at(-1)!;
  return [...differences(text, wanted, scene.captured), `seen: "${text}"`];
}

export function checkTextMessage(
  scene: Scene,
  { to, count, ...wanted }: StepOf<'textMessage'>['textMessage'],
): string[] {
  const toThem = scene.textMessages().filter(text => text.to === fillIn(to, scene.captured));
  const right = toThem.filter(({ text }) => differences(text, wanted, scene.captured).length === 0);
  const last = right.at(-1);
  if (last) Object.assign(scene.captured, captures(last.text, wanted));
  if (count !== undefined && right.length !== count)
    return [`${count} such text messages to ${to} expected, seen ${right.length}`];
  return last || count === 0 ? [] : [`no such text message to ${to}; seen ${toThem.length} to this number`];
}

export function checkNotification(
  scene: Scene,
  { topic, ...wanted }: StepOf<'notification'>['notification'],
): string[] {
  const published = scene.notifications().filter(each => each.topic.toLowerCase().includes(topic));
  const right = published.find(({ text }) => differences(text, wanted, scene.captured).length === 0);
  if (right) {
    Object.assign(scene.captured, captures(right.text, wanted));
    return [];
  }
  const last = published.at(-1);
  return last
    ? [...differences(last.text, wanted, scene.captured), `seen: "${last.text}"`]
    : [`nothing was published to ${topic}`];
}

export async function checkCase(scene: Scene, wanted: StepOf<'case'>['case']): Promise<string[]> {
  const found = await scene.theCase();
  if (!found) return ['there is no case'];
  const { case: theCase, turns, corrections = [] } = found;
  const seen = {
    state: theCase.state,
    owner: theCase.owner,
    topic: theCase.topic ?? null,
    reason: theCase.reason?.code,
    closedAs: theCase.closedAs,
    queue: theCase.queue,
    language: theCase.language,
    recontacts: theCase.recontacts,
    surveyScore: theCase.survey?.score,
    recommend: theCase.survey?.recommend,
  };
  const kinds = corrections.map(({ kind }) => kind);
  const steps = found.events.flatMap(({ kind, detail }) =>
    kind === 'client-asked' || kind === 'client-reminded' ? [String(detail?.['step'])] : [],
  );
  const receipts = turns.flatMap(({ reply }) => reply?.receipts ?? []);
  const said = turns.flatMap(({ customer = [] }) => customer).join(' ').length;
  return [
    ...Object.entries(seen).flatMap(([name, value]) => {
      const expected = wanted[name as keyof typeof seen];
      return expected === undefined || expected === value
        ? []
        : [`${name}: expected ${expected}, seen ${value}`];
    }),
    ...(wanted.corrections && wanted.corrections.join() !== kinds.join()
      ? [
          `corrections: expected ${wanted.corrections.join(', ') || 'none'}, seen ${kinds.join(', ') || 'none'}`,
        ]
      : []),
    ...(wanted.skills && wanted.skills.join() !== (theCase.skills ?? []).join()
      ? [
          `skills: expected ${wanted.skills.join(', ') || 'none'}, seen ${theCase.skills?.join(', ') || 'none'}`,
        ]
      : []),
    ...(wanted.steps && wanted.steps.join() !== steps.join()
      ? [`steps: expected ${wanted.steps.join(', ')}, seen ${steps.join(', ') || 'none'}`]
      : []),
    ...(said < (wanted.saidCharacters ?? 0)
      ? [`the customer has said ${wanted.saidCharacters} characters, ${said} of them are kept`]
      : []),
    ...(wanted.events ?? [])
      .filter(kind => !found.events.some(event => event.kind === kind))
      .map(kind => `event ${kind} is missing; seen ${found.events.map(event => event.kind).join(', ')}`),
    ...(wanted.receipts ?? [])
      .filter(receipt => !receipts.some(id => id.includes(receipt)))
      .map(receipt => `receipt ${receipt} is missing; seen ${receipts.join(', ') || 'none'}`),
  ];
}

export function checkService(scene: Scene, { request, count }: StepOf<'service'>['service']): string[] {
  const wanted = fillIn(request, scene.captured);
  const seen = scene.requests().filter(each => each === wanted || each.startsWith(`${wanted}?`)).length;
  return seen === count
    ? []
    : [
        `${wanted}: expected ${count} times, seen ${seen} (of ${scene.requests().join(', ') || 'no requests'})`,
      ];
}

export function checkWaiting(scene: Scene, channel: 'TASK' | 'VOICE', wanted: number): string[] {
  const seen = scene.stage.waiting(channel);
  return seen === wanted ? [] : [`${wanted} contacts of ${channel} in the queues expected, seen ${seen}`];
}

/** Of the chat or call that the case was last seen in. */
export async function checkQueued(scene: Scene, { waitsIn, ringsAt }: StepOf<'waitsIn'>): Promise<string[]> {
  const found = await scene.theCase();
  const seen = found && scene.stage.queued(found.case.contactId);
  if (!seen) return ['the contact waits in no queue'];
  const wanted = { ...waitsIn, ...(ringsAt !== undefined && { ringsAt: ringsAt ?? undefined }) };
  return Object.entries(wanted)
    .filter(([name, value]) => value !== undefined || name === 'ringsAt')
    .filter(([name, value]) => seen[name as keyof typeof seen] !== value)
    .map(([name, value]) => `${name}: expected ${value ?? 'nobody'}, seen ${JSON.stringify(seen)}`);
}

/** The newest ticket first. */
export function checkTicket(scene: Scene, { count, ...wanted }: StepOf<'ticket'>['ticket']): string[] {
  const tickets = scene.stage.tickets();
  if (count !== undefined && tickets.length !== count)
    return [`${count} tickets expected, seen ${tickets.length}`];
  const [ticket] = tickets;
  return ticket ? checkText(scene, ticket.text, wanted) : count === 0 ? [] : ['there is no ticket'];
}

export function checkChatTool(scene: Scene, wanted: StepOf<'chatTool'>['chatTool']): string[] {
  const last = scene.stage.chatPosts().at(-1);
  return last === undefined ? ['nothing was posted to the chat tool'] : checkText(scene, last, wanted);
}

export async function checkFile(
  scene: Scene,
  { name, ...wanted }: StepOf<'file'>['file'],
): Promise<string[]> {
  const texts = [...(await scene.messages()), ...scene.mails()].map(({ text }) => text);
  const link = texts.flatMap(text => text.match(/https?:\/\/\S+\/file\/\S+/g) ?? []).at(-1);
  if (!link) return ['no message and no mail has a link to a file'];
  const path = `/files/${encodeURIComponent(tokenOf(link))}`;
  const { status, body } = await scene.stage.callLink('GET', path);
  if (status !== 200 || body.name !== name) return [`the link gives ${status} ${body?.name ?? ''}`];
  const fetched = await scene.stage.transfer(body.url);
  return fetched.status === 200
    ? checkText(scene, fetched.text, wanted)
    : [`the file gives ${fetched.status}`];
}

function checkText(scene: Scene, text: string, wanted: Wanted): string[] {
  const wrong = differences(text, wanted, scene.captured);
  if (wrong.length > 0) return [...wrong, `seen: "${text}"`];
  Object.assign(scene.captured, captures(text, wanted));
  return [];
}
