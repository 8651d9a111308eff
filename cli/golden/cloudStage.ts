import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CorrectionList } from '../../layers/core/api/corrections.ts';
import { readClient } from '../../layers/core/release/readClient.ts';
import { bootCloud, type BootOptions, type LocalCloud } from '../../local/boot.ts';
import { ApiRefusal } from '../../local/console/caseApi.ts';
import type { Cloud } from '../../local/core/contract.ts';
import { watchPublished } from '../../local/console/published.ts';
import { prepareAssembly } from '../../local/prepare.ts';
import { queuedContacts } from '../../local/connect/queues/queueing.ts';
import { derivedUuid } from '../../local/connect/ids.ts';
import type { Grant } from '../../local/iam/grants.ts';
import type { Iam } from '../../local/iam/iam.ts';
import type { FlowCoverage } from '../../local/connect/index.ts';
import type { LexService } from '../../local/lex/index.ts';
import type { SentMail } from '../../local/ses/index.ts';
import { startOf } from './at.ts';
import { callLink } from './callLink.ts';
import { failOnce } from './failOnce.ts';
import { freshState, onFreePorts } from './freshCloud.ts';
import type { Lane } from './lane.ts';
import { faultsOf, loggedIn } from './logged.ts';
import { breakMail } from './breakMail.ts';
import { openMailbox, tableOf, type ClientTable } from './mailStage.ts';
import { joinChat, type Participant, type SeenItem } from './participant.ts';
import type { ChatMessage, Stage, StageCase, StageChat, StageMail } from './stage.ts';
import { stageCall } from './stageCall.ts';
import { startChat } from './startChat.ts';

/** A client's stacks, synthesized and ready to boot. */
export interface Prepared {
  root: string;
  client: string;
  assembly: string;
}

/** Builds and synthesizes the client when needed. Throws StepFailed, ClientFileError. */
export async function prepare(options: {
  root: string;
  client: string;
  log(line: string): void;
}): Promise<Prepared> {
  const { root, client } = options;
  readClient(join(root, 'clients', client));
  return { root, client, assembly: await prepareAssembly(options) };
}

export interface GoldenStage extends Stage {
  /** The cloud beneath, for who looks deeper than the actors can, or does it harm. */
  cloud: Cloud;
  /** What functions logged as warnings and errors, and which calls were denied: why something may have come out differently. */
  faults(): string[];
  /** Every line that functions logged. */
  logged(): string[];
  /** Everything the roles may do, and whether it was needed so far. */
  grants(): Grant[];
  /** Which ways through the flows the golden took. */
  coverage(): FlowCoverage[];
  close(): Promise<void>;
}

/** Another place in which the client's functions, workflows and data are, while the local cloud plays everything around them. */
export interface Elsewhere {
  /** Its functions know the addresses of pages, shop and tickets from their templates. */
  ports: NonNullable<BootOptions['ports']>;
  /** Puts into an empty state directory what both places know. */
  seed(stateDir: string): void;
  /** Joins a booted cloud and that place. */
  use(local: LocalCloud): Promise<{ table: ClientTable; notifications: Stage['notifications'] }>;
}

/** Boots a cloud of its own for one golden, with time standing still at the golden's start. */
export async function openGoldenStage(options: {
  prepared: Prepared;
  at?: string;
  /** Mail is written: the cloud takes some. */
  mail?: boolean;
  log(line: string): void;
  /** The client's functions run in another place. */
  elsewhere?: Elsewhere;
  /** In the place of a cloud before. */
  lane?: Lane;
}): Promise<GoldenStage> {
  const { prepared, at, mail = false, log, elsewhere, lane } = options;
  const { config } = readClient(join(prepared.root, 'clients', prepared.client));
  const start = new Date(startOf(at, config.hours, Date.now())).toISOString();
  const stateDir = freshState(prepared);
  elsewhere?.seed(stateDir);
  await lane?.prepare(stateDir);
  const local = await onFreePorts(() =>
    bootCloud({
      ...prepared,
      stateDir,
      clock: { start, frozen: true },
      pages: false,
      mail,
      log,
      ...(elsewhere && { ports: elsewhere.ports }),
      ...(lane && { ports: lane.ports, kept: lane.kept }),
    }),
  );
  lane?.remember(local.cloud.store);
  const stage = stageOf(local, prepared.root, await elsewhere?.use(local));
  return {
    ...stage,
    cloud: local.cloud,
    faults: () => faultsOf(local),
    logged: () => loggedIn(local),
    grants: () => local.cloud.service<Iam>('iam').grants(),
    coverage: () => local.connect.coverage(),
    close: async () => {
      stage.leaveAll();
      await local.cloud.activity.idle();
      await local.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/** The actors around a booted cloud. */
function stageOf(
  local: LocalCloud,
  root: string,
  there?: Awaited<ReturnType<Elsewhere['use']>>,
): Stage & { leaveAll(): void } {
  const { cloud, desk, site, shop, tickets } = local;
  const participants: Participant[] = [];
  const published = watchPublished(cloud);
  const api = desk.api(desk.reader);
  const mailbox = openMailbox(local, there?.table ?? tableOf(local));
  const agentOf = (as?: string) => {
    const agent = as ? desk.agent(as) : desk.agents[0];
    if (!agent) throw new Error(`there is no demo agent ${as}`);
    return agent;
  };
  const caseOfContact = async (id: string) =>
    id.startsWith('mail:') ? (await mailbox.outcome(id.slice('mail:'.length)))?.caseId : caseIdOf(local)(id);
  // The API lists only cases with something left to do; the others are found by their contact, newest first.
  const theCase = async (contactIds: string[]): Promise<StageCase | undefined> => {
    const ids = await Promise.all(contactIds.map(caseOfContact));
    const caseId = ids.findLast(Boolean);
    if (!caseId) return undefined;
    const [found, { corrections }] = await Promise.all([
      api.read(caseId),
      api.call<CorrectionList>('GET', '/corrections'),
    ]);
    return { ...found, corrections: corrections.filter(each => each.caseId === caseId).reverse() };
  };
  return {
    clock: cloud.clock,
    idle: () => cloud.activity.idle(),
    async startChat(request): Promise<StageChat> {
      const { contactId, participantToken, resume } = await startChat(cloud.urls.api, request);
      const participant = await joinChat(cloud.urls.aws, cloud.region, participantToken);
      participants.push(participant);
      return {
        contactId,
        ...(resume ? { resume } : {}),
        say: participant.send,
        async sendFile(file) {
          const id = await participant.sendFile(file);
          await cloud.activity.idle();
          await participant.sync();
          const files = participant.items.flatMap(({ Attachments = [] }) => Attachments);
          return files.find(({ AttachmentId }) => AttachmentId === id)?.Status ?? 'nothing';
        },
        leave: participant.leave,
        seen: async () => {
          await participant.sync();
          return participant.items.flatMap(messageOf);
        },
      };
    },
    startCall: async from => stageCall(local, local.connect.phone.call({ from })),
    ringingCall(number) {
      const [callId] = local.connect.phone.ringing(number);
      return callId === undefined ? undefined : stageCall(local, callId);
    },
    slowNextAnswer: ms => cloud.service<LexService>('lex').slowNextAnswer(ms),
    fail: failOnce(local, root),
    signIdentity: identity => site.sign(identity),
    async repeatLastTurn(contactId) {
      // Connect gives each chat one session with its bot, over all contacts of the chat.
      const session = derivedUuid('lex-session', local.connect.center.contact(contactId).initialContactId);
      const outcome = await cloud.service<LexService>('lex').redeliver(session);
      if (outcome.status === 'error')
        throw new Error(`the repeated turn failed: ${outcome.payload.errorMessage}`);
    },
    signIn: async as => desk.panel.setAvailable(agentOf(as).id, true),
    async agent({ move, caseId, text, priority, as, key, fromList }) {
      const agent = agentOf(as);
      try {
        if (fromList) {
          const { epoch } = (await api.read(caseId)).case;
          return {
            status: 200,
            body: await desk.api(agent).call('POST', `/cases/${caseId}/accept`, { epoch }),
          };
        }
        return { status: 200, body: { case: await desk.move(agent, move, caseId, { text, priority, key }) } };
      } catch (error) {
        if (error instanceof ApiRefusal) return { status: error.status, body: error.body };
        throw error;
      }
    },
    callLink: (method, path, body, pass) => callLink(cloud.urls.api + path, method, body, pass),
    async transfer(url, upload) {
      const response = await fetch(url, {
        ...(upload && { method: 'PUT', headers: { 'content-type': upload.type }, body: upload.text }),
      });
      return { status: response.status, text: await response.text() };
    },
    mailAddress: local.client.mail.from,
    writeMail: mailbox.write,
    breakMail: () => breakMail(cloud),
    mailOutcome: mailbox.outcome,
    readMailFile: (caseId, mailId, fileId) =>
      api.call('GET', `/cases/${caseId}/mails/${mailId}/files/${fileId}`),
    readChatFile: (caseId, fileId) => api.call('GET', `/cases/${caseId}/files/${fileId}`),
    mails: () => [
      ...cloud.store
        .collection<SentMail>('ses-outbox')
        .list()
        .map(({ document }) => mailOf(document)),
      ...(shop?.outbox() ?? []).map(({ to, kind }) => ({
        from: '',
        to: [to],
        subject: `(sent by the shop) ${kind}`,
        text: '',
        headers: {},
        messageId: '',
      })),
    ],
    notifications:
      there?.notifications ??
      (() =>
        published.list().map(({ document: { topicArn, subject = '', message } }) => ({
          topic: topicArn,
          text: `${subject}\n${message}`,
        }))),
    serviceRequests: () => (shop?.requests() ?? []).map(({ method, path }) => `${method} ${path}`),
    // Where a client has it, an e-mail for agents is what a task is elsewhere.
    waiting: kind =>
      queuedContacts(local.connect.center).filter(
        ({ channel }) => channel === kind || (kind === 'TASK' && channel === 'EMAIL'),
      ).length,
    tickets: () =>
      (tickets?.book.list() ?? []).map(({ id, subject, comments }) => ({
        id,
        text: [subject, ...comments.map(({ text }) => text)].join('\n'),
      })),
    replyToTicket: async (id, said) => {
      if (!tickets) throw new Error('the client has no demo ticket system');
      return tickets.reply(id, said);
    },
    chatPosts: () => tickets?.posts() ?? [],
    caseOf: theCase,
    leaveAll: () => {
      participants.forEach(participant => participant.close());
      mailbox.close();
    },
  };
}

/** The case a contact belongs to, as its flow or the bot's session knows it. */
export const caseIdOf =
  ({ connect }: Pick<LocalCloud, 'connect'>) =>
  (contactId: string): string | undefined => {
    const { attributes, lex } = connect.center.contact(contactId);
    return lex?.sessionAttributes['caseId'] || attributes['caseId'] || undefined;
  };

const PEOPLE = new Set(['AGENT', 'CUSTOM_BOT']);

function messageOf({ Type, Content, ParticipantRole = '', DisplayName = '' }: SeenItem): ChatMessage[] {
  if (Type !== 'MESSAGE' || Content === undefined) return [];
  const from = ParticipantRole === 'CUSTOMER' ? 'customer' : PEOPLE.has(ParticipantRole) ? 'person' : 'ai';
  return [{ from, name: DisplayName, text: Content }];
}

const mailOf = ({ from, to, subject, text = '', html, headers, messageId }: SentMail): StageMail => ({
  from,
  to,
  subject,
  text,
  ...(html ? { html } : {}),
  headers,
  messageId: `<${messageId}@email.amazonses.com>`,
});
