import { splitMessage } from '../../web/chat/splitMessage.ts';
import { fillIn } from './expected.ts';
import type { GoldenStep } from './golden.ts';
import type { Scene } from './scene.ts';
import type { AgentMove, ApiReply } from './stage.ts';

type StepOf<Key extends string> = Extract<GoldenStep, Record<Key, unknown>>;
const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

export async function customerSays(scene: Scene, text: string): Promise<void> {
  const { chat } = scene;
  if (!chat) throw new Error('the customer has no chat');
  const said = fillIn(text, scene.captured);
  if (scene.call) {
    await scene.call.listen();
    await scene.settle();
    scene.note('caller', said);
    await scene.call.say(said);
    return;
  }
  scene.note('customer', said);
  // An empty message is a step of its own: it shows how the system takes it.
  for (const part of said.trim() === '' ? [said] : splitMessage(said)) {
    await chat.say(part);
    await scene.stage.idle();
  }
}

export async function customerLeaves(scene: Scene): Promise<void> {
  scene.note(scene.call ? 'caller' : 'customer', scene.call ? '(hangs up)' : '(leaves the chat)');
  await scene.chat?.leave();
}

/** They fill the queue; what they hear is not looked at. */
export async function othersWrite(scene: Scene, others: StepOf<'others'>['others']): Promise<void> {
  if (others === 'leave') {
    scene.note('the others', '(leave)');
    for (const chat of scene.others.splice(0)) await chat.leave();
    return;
  }
  const { chats, say } = others;
  scene.note(`${chats} others`, say);
  for (let n = 1; n <= chats; n++) {
    const chat = await scene.stage.startChat({ displayName: `Other ${n}` });
    scene.others.push(chat);
    await chat.say(say);
    await scene.stage.idle();
  }
}

export async function customerReturns(scene: Scene, how: 'resume' | 'stranger'): Promise<void> {
  const resume = how === 'resume' ? scene.chat?.resume : undefined;
  if (how === 'resume' && !resume) throw new Error('the chat gave no resume token');
  scene.note(
    'customer',
    how === 'resume' ? '(comes back in the same browser)' : '(comes back as a stranger)',
  );
  await scene.begin(resume);
}

/** Gives what differs: nobody is on the line to be spoken to. */
async function agentSpeaks(scene: Scene, text: string): Promise<string[]> {
  if (!scene.call) return ['the customer has no call'];
  await scene.call.agentSays(fillIn(text, scene.captured));
  return [];
}

/** Gives what differs, e.g. that a move was taken which had to be refused. */
export async function agentMoves(scene: Scene, { agent, as, refused }: StepOf<'agent'>): Promise<string[]> {
  if (typeof agent === 'object' && 'say' in agent) return agentSpeaks(scene, agent.say);
  if (agent === 'signIn') {
    scene.note(as ? `agent (${as})` : 'agent', '[signs in]');
    await scene.stage.signIn(as);
    return [];
  }
  const found = await scene.theCase();
  if (!found) return ['there is no case for the agent'];
  const { move, text, fromList, priority } = readMove(agent);
  const words = text === undefined ? undefined : fillIn(text, scene.captured);
  scene.note(as ? `agent (${as})` : 'agent', `[${move}]${words ? ` ${words}` : ''}`);
  const reply = await scene.stage.agent({
    move,
    caseId: found.case.caseId,
    ...(words ? { text: words } : {}),
    ...(fromList ? { fromList } : {}),
    ...(priority ? { priority } : {}),
    ...(as ? { as } : {}),
  });
  return statusDifference(`agent ${move}`, reply, refused);
}

function readMove(
  agent: Exclude<StepOf<'agent'>['agent'], { say: string } | 'signIn'>,
): Omit<AgentMove, 'caseId'> {
  if (agent === 'sendDraft') return { move: 'send-draft' };
  if (agent === 'takeFromList') return { move: 'accept', fromList: true };
  if (typeof agent === 'string') return { move: agent };
  if ('sendDraft' in agent) return { move: 'send-draft', text: agent.sendDraft };
  if ('rejectDraft' in agent) return { move: 'reject-draft', text: agent.rejectDraft };
  if ('transfer' in agent)
    return { move: 'transfer', text: agent.transfer, ...(agent.priority && { priority: agent.priority }) };
  if ('reply' in agent) return { move: 'reply', text: agent.reply };
  if ('resolve' in agent) return { move: 'resolve', text: agent.resolve };
  if ('handOff' in agent) return { move: 'hand-off', text: agent.handOff };
  return { move: 'back-to-ai', text: agent.backToAi };
}

export async function supervisorActs(scene: Scene, { supervisor }: StepOf<'supervisor'>): Promise<string[]> {
  const found = await scene.theCase();
  if (!found) return ['there is no case for the supervisor'];
  const { caseId } = found.case;
  const [work, body] =
    'assign' in supervisor
      ? (['assign', { agent: supervisor.assign }] as const)
      : 'transfer' in supervisor
        ? ([
            'transfer',
            { queue: supervisor.transfer, ...(supervisor.priority && { priority: supervisor.priority }) },
          ] as const)
        : (['priority', { priority: supervisor.priority }] as const);
  scene.note('supervisor', `[${work}] ${Object.values(body).join(' ')}`);
  return statusDifference(work, await scene.stage.supervise(work, caseId, body), undefined);
}

export async function clientTeamAnswers(scene: Scene, step: StepOf<'clientTeam'>): Promise<string[]> {
  const link = scene.captured.link;
  if (!link) return ['no step before captured {link}'];
  const [written, text] = Object.entries(step.clientTeam)[0] as [string, string];
  const kind = written === 'takeOver' ? 'take-over' : written;
  const words = fillIn(text, scene.captured);
  const path = `/handoffs/${encodeURIComponent(tokenOf(link))}`;
  scene.note('client team', `[${kind}] ${words}`);
  const pass = await passFor(scene, path);
  const opened = await scene.stage.callLink('GET', path, undefined, pass);
  if (step.refused === undefined && opened.status !== 200)
    return [`the link opens with ${opened.status}: ${opened.body?.message ?? ''}`];
  const attached = step.attach && { attachments: [await uploaded(scene, path, step.attach, pass)] };
  return statusDifference(
    'the client team',
    await scene.stage.callLink('POST', path, { kind, text: words, ...attached }, pass),
    step.refused,
  );
}

/** The id of a file that was offered a place and put there. */
async function uploaded(
  scene: Scene,
  path: string,
  { name, text }: NonNullable<StepOf<'clientTeam'>['attach']>,
  pass?: string,
): Promise<string> {
  const file = { name, type: 'text/plain', size: Buffer.byteLength(text) };
  const { body } = await scene.stage.callLink('POST', `${path}/attachments`, file, pass);
  const { status } = await scene.stage.transfer(body.url, { type: file.type, text });
  if (status !== 200) throw new Error(`the file was not taken: ${status}`);
  return body.id;
}

/** What the captured code is changed into, once; later steps go on with it. */
async function passFor(scene: Scene, path: string): Promise<string | undefined> {
  const { code, pass } = scene.captured;
  if (pass || !code) return pass;
  const { body } = await scene.stage.callLink('POST', `${path}/passes`, { code });
  if (body?.pass) scene.captured.pass = body.pass;
  return body?.pass;
}

export async function codeAsked(scene: Scene): Promise<string[]> {
  const link = scene.captured.link;
  if (!link) return ['no step before captured {link}'];
  scene.note('client team', '(asks for the code)');
  const path = `/handoffs/${encodeURIComponent(tokenOf(link))}/codes`;
  return statusDifference('the code', await scene.stage.callLink('POST', path, {}), undefined);
}

/** What the page offers where a link no longer opens. The answer must not say whether or to whom a mail goes. */
export async function newLinkAsked(scene: Scene): Promise<string[]> {
  const link = scene.captured.link;
  if (!link) return ['no step before captured {link}'];
  scene.note('client team', '(asks for a new link)');
  const path = `/handoffs/${encodeURIComponent(tokenOf(link))}/renewals`;
  const reply = await scene.stage.callLink('POST', path, {});
  const said = JSON.stringify(reply.body);
  return said === '{"ok":true}' ? [] : [`the reply had to say nothing but ok, seen ${reply.status} ${said}`];
}

export async function ticketAnswered(
  scene: Scene,
  { ticketReply, attach }: StepOf<'ticketReply'>,
): Promise<string[]> {
  const [ticket] = scene.stage.tickets();
  if (!ticket) return ['there is no ticket'];
  const isPublic = 'public' in ticketReply;
  const text = fillIn(isPublic ? ticketReply.public : ticketReply.note, scene.captured);
  scene.note('client team', `[ticket ${isPublic ? 'reply' : 'note'}] ${text}`);
  const files = attach && [{ ...attach, type: 'text/plain' }];
  const told = await scene.stage.replyToTicket(ticket.id, { text, isPublic, ...(files && { files }) });
  return statusDifference('the webhook', told, undefined);
}

export async function surveyTaken(
  scene: Scene,
  answer: { score: number; recommend?: number | undefined },
): Promise<string[]> {
  const texts = [...(await scene.messages()), ...scene.mails()].map(({ text }) => text);
  const link = texts.flatMap(text => text.match(/https?:\/\/\S+\/survey[/#]\S+/g) ?? []).at(-1);
  if (!link) return ['no message and no mail has a survey link'];
  scene.note('customer', `(gives ${answer.score} of 5)`);
  const path = `/surveys/${encodeURIComponent(tokenOf(link))}`;
  const reply = await scene.stage.callLink('POST', path, answer);
  return statusDifference('the survey', reply, undefined);
}

export async function transcriptAsked(
  scene: Scene,
  { email, code, refused }: StepOf<'transcript'>['transcript'],
): Promise<string[]> {
  const token = scene.chat?.resume;
  if (!token) return ['the chat gave no token'];
  scene.note('customer', code ? '(gives the code)' : '(asks for the chat by mail)');
  const asked = {
    ...(email && { email }),
    ...(code && { code: fillIn(code, scene.captured) }),
  };
  const reply = await scene.stage.callLink('POST', `/transcripts/${encodeURIComponent(token)}`, asked);
  return statusDifference('the transcript', reply, refused);
}

export const millisecondsIn = (span: string) => Number(span.slice(0, -1)) * UNITS[span.slice(-1)]!;

export async function personIsCalled(scene: Scene): Promise<string[]> {
  scene.note('customer', '(presses "talk to a person")');
  const token = encodeURIComponent(fillIn('{person}', scene.captured));
  return statusDifference('the link', await scene.stage.callLink('POST', `/people/${token}`), undefined);
}

export async function timePasses(scene: Scene, advance: string): Promise<void> {
  scene.note('clock', `+${advance}`);
  await scene.stage.clock.advance(millisecondsIn(advance));
}

/** The token of a signed link: behind `#`, else the last part of the path. */
export function tokenOf(link: string): string {
  const { hash, pathname } = new URL(link.replace(/[.,;)>\]]+$/, ''));
  return decodeURIComponent(hash ? hash.slice(1) : pathname.slice(pathname.lastIndexOf('/') + 1));
}

function statusDifference(what: string, { status, body }: ApiReply, refused: number | undefined): string[] {
  const seen = `${status}${body?.error ? ` ${body.error}: ${body.message ?? ''}` : ''}`;
  if (refused === undefined) return status < 300 ? [] : [`${what} was refused: ${seen}`];
  return status === refused ? [] : [`${what} had to be refused with ${refused}, seen: ${seen}`];
}
