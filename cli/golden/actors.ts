import type { CorrectionList } from '../../layers/core/api/corrections.ts';
import type { Supervision } from '../../layers/core/api/supervision.ts';
import type { LocalCloud } from '../../local/boot.ts';
import { derivedUuid } from '../../local/connect/ids.ts';
import { queuedContacts } from '../../local/connect/queues/queueing.ts';
import { ApiRefusal } from '../../local/console/caseApi.ts';
import { watchPublished } from '../../local/console/published.ts';
import type { LexService } from '../../local/lex/index.ts';
import type { SentNotification } from '../../local/sns/index.ts';
import type { SentMail } from '../../local/ses/index.ts';
import { breakMail } from './breakMail.ts';
import { callLink } from './callLink.ts';
import { caseIdOf } from './caseIdOf.ts';
import { failOnce } from './failOnce.ts';
import { openMailbox, tableOf, type ClientTable } from './mailStage.ts';
import { joinChat, type Participant, type SeenItem } from './participant.ts';
import type { ChatMessage, Stage, StageCase, StageChat, StageMail } from './stage.ts';
import { stageCall } from './stageCall.ts';
import { startChat } from './startChat.ts';

/** What of the client's is in another place than the booted cloud. */
export interface There {
  table: ClientTable;
  notifications: Stage['notifications'];
  breakMail: Stage['breakMail'];
  textMessages: Stage['textMessages'];
}

/** The actors around a booted cloud. */
export function stageOf(local: LocalCloud, root: string, there?: There): Stage & { leaveAll(): void } {
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
      const { contactId, participantToken, resume } = await startChat(cloud.urls.api, request, ms =>
        cloud.clock.advance(ms),
      );
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
        if (fromList) return { status: 200, body: { case: await desk.takeFromList(agent, caseId) } };
        return { status: 200, body: { case: await desk.move(agent, move, caseId, { text, priority, key }) } };
      } catch (error) {
        if (error instanceof ApiRefusal) return { status: error.status, body: error.body };
        throw error;
      }
    },
    async supervise(work, caseId, { agent, ...body }) {
      const chosen = agent && agentOf(agent);
      if (chosen) await desk.beSeen(chosen);
      const { agents } = await api.call<Supervision>('GET', '/supervision');
      const { epoch } = (await api.read(caseId)).case;
      const id = chosen && agents.find(({ name }) => name === chosen.name)?.id;
      const asked = { epoch, ...body, ...(id && { agent: id }) };
      try {
        return { status: 200, body: await api.call('POST', `/cases/${caseId}/${work}`, asked) };
      } catch (error) {
        if (error instanceof ApiRefusal) return { status: error.status, body: error.body };
        throw error;
      }
    },
    queued(contactId) {
      const { center } = local.connect;
      const waits = queuedContacts(center).find(({ initialContactId }) => initialContactId === contactId);
      if (!waits) return undefined;
      const { queue, offer, priority } = waits;
      const known = center.agents.list().map(({ document }) => document);
      const own = known.find(({ arn }) => arn === queue?.agentArn)?.username;
      const id = local.client.queues.find(
        ({ name }) => center.queues.get(queue?.arn ?? '')?.name === `${local.client.client} ${name}`,
      )?.id;
      return {
        priority,
        ...(id && { queue: id }),
        ...(own && { agent: own }),
        ...(offer && { ringsAt: offer.username }),
      };
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
    breakMail: there?.breakMail ?? (() => breakMail(cloud)),
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
    textMessages:
      there?.textMessages ??
      (() =>
        cloud.store
          .collection<SentNotification>('sns-outbox')
          .list()
          .flatMap(({ document: { protocol, topicArn, endpoint, message } }) =>
            protocol === 'sms' && !topicArn ? [{ to: endpoint, text: message }] : [],
          )),
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
