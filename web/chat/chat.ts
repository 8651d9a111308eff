import { openPage, type PageConfig } from '../brand/brand.ts';
import { byId, element, fill } from '../dom/element.ts';
import { Attaching } from './attaching.ts';
import {
  ChatOver,
  openConversation,
  type ChatFile,
  type ChatTicket,
  type Conversation,
} from './conversation.ts';
import { claimsOf, findSurrounding } from './embedded.ts';
import { LINK_WORDS } from '../link/words.ts';
import { Mailing } from './mailing.ts';
import { Outbox } from './outbox.ts';
import { showPrivacy } from './privacy.ts';
import { remembered } from './remembered.ts';
import { splitMessage } from './splitMessage.ts';
import { startChat } from './startChat.ts';
import { StartForm } from './startForm.ts';
import { surveyForm } from '../survey/surveyForm.ts';
import { surveyToken } from './surveyLink.ts';
import { LinesView } from './view.ts';
import { CHAT_WORDS } from './words/index.ts';

/** Nobody writes for longer than this without a word: the dots would be a lie (someone waits in a queue, say). */
const TYPING_MS = 25_000;
const A_MINUTE = 60_000;

const page = await openPage(CHAT_WORDS);
const { config, words, language } = page;
if (config) await run(config);
else byId('status').textContent = words.notReached;

async function run(config: PageConfig): Promise<void> {
  const lines = new LinesView(config.pagesUrl, words, file => void fetchFile(file));
  const message = byId<HTMLTextAreaElement>('message');
  let conversation: Conversation | undefined;
  let outbox: Outbox | undefined;
  let typingUntil: ReturnType<typeof setTimeout> | undefined;
  /** Everything said to the customer, by its id. */
  let heard: string[] = [];
  let isCaughtUp = false;

  const site = findSurrounding(config.sites ?? [], {
    identity: token => {
      const { sub } = claimsOf(token);
      const before = remembered.subject();
      // Somebody else is signed in at this browser now.
      if (sub && before && sub !== before) forget();
      form.known(token);
    },
    shown: focus => {
      lines.toEnd();
      seen();
      if (focus) (conversation ? message : form).focus();
    },
    forget,
  });
  const form = new StartForm(config, page, site !== undefined, start);
  showPrivacy(config, words, language);
  const mailing = new Mailing(config.apiUrl, words, LINK_WORDS[language]);
  const attaching = new Attaching({
    policy: config.attachments,
    words,
    show: name => lines.sendingFile(name),
    send: file => (conversation ? conversation.sendFile(file) : Promise.reject(new Error('not joined'))),
  });
  document.body.classList.toggle('embedded', site !== undefined);

  byId<HTMLFormElement>('write').addEventListener('submit', event => {
    event.preventDefault();
    write();
  });
  message.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    write();
  });
  message.addEventListener('input', () => {
    grow();
    if (message.value !== '') conversation?.typing();
    const parts = splitMessage(message.value).length;
    byId('write-hint').textContent = parts > 1 ? words.longMessage(parts) : '';
  });
  byId('end').addEventListener('click', () => {
    conversation?.leave().catch(() => undefined);
    ended();
  });
  byId('again').addEventListener('click', () => {
    lines.clear();
    show('start');
    form.focus();
  });
  window.addEventListener('online', () => void outbox?.flush());

  await site?.greeted;
  const kept = remembered.ticket();
  if (kept) await rejoin(kept);
  else show('start');

  async function start(): Promise<void> {
    const token = await site?.identity();
    const request = await form.request(token);
    const chat = await startChat(config, request, words);
    remembered.started(chat, chat.resume, claimsOf(token).sub);
    await join(chat, true);
  }

  /** Goes on with a chat: one that can't be reached now is tried again, one that is over is forgotten. */
  async function rejoin(ticket: ChatTicket): Promise<void> {
    try {
      await join(ticket, !site);
    } catch (error) {
      if (error instanceof ChatOver) {
        remembered.ended();
        site?.tell({ support: 'running', on: false });
        show('start');
      } else {
        show('chat');
        connection('broken', ticket);
      }
    }
  }

  async function join(ticket: ChatTicket, focus: boolean): Promise<void> {
    lines.clear();
    attaching.reset();
    heard = [];
    isCaughtUp = false;
    const waiting = new Outbox({
      deliver: async ({ text, token }) => {
        if (!conversation) throw new Error('not joined');
        const id = await conversation.send(text, token);
        typing(true);
        return id;
      },
      show: text => lines.sending(text),
      keep: items => remembered.keepUnsent(ticket, items),
    });
    outbox = waiting;
    waiting.restore(remembered.unsent(ticket));
    /** Not any more once the customer was forgotten or has joined anew: what comes then is nobody's to see. */
    const isCurrent = () => outbox === waiting;
    const joined = await openConversation(config, ticket, words, {
      line: line => {
        if (!isCurrent()) return;
        const isNew = lines.show(line);
        if (isNew && line.file && line.from === 'customer') attaching.arrived(line.file);
        if (!isNew || line.from === 'customer') return;
        typing(false);
        heard.push(line.id);
        void offerSurvey(surveyToken(line.text, config.pagesUrl));
        if (isCaughtUp) seen();
      },
      typing: () => isCurrent() && typing(true),
      connection: state => {
        if (!isCurrent()) return;
        connection(state, ticket);
        if (state !== 'up') return;
        isCaughtUp = true;
        seen();
        void waiting.flush();
      },
      ended: () => isCurrent() && ended(),
    });
    // The customer was forgotten while the chat was being joined.
    if (!isCurrent()) return void joined.leave().catch(() => undefined);
    conversation = joined;
    site?.tell({ support: 'running', on: true });
    show('chat');
    if (focus) message.focus();
    void waiting.flush();
  }

  /** What came in sight is read; of what came out of sight the site is told how much it is. */
  function seen(): void {
    if (!site) return;
    const last = heard.at(-1);
    if (site.isShown() && last) remembered.see(last);
    const count = heard.length - 1 - heard.lastIndexOf(remembered.seen() ?? '');
    site.tell({ support: 'unread', count });
  }

  /** Always a download, whatever the file is. */
  async function fetchFile({ id, name }: ChatFile): Promise<void> {
    try {
      if (!conversation) throw new Error('not joined');
      const href = URL.createObjectURL(await conversation.fetchFile(id));
      element('a', { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), A_MINUTE);
    } catch {
      byId('file-error').textContent = words.fileNotOpened(name);
    }
  }

  /** The survey that the last words of a chat link to, where the customer is; the link does the same elsewhere. */
  async function offerSurvey(token: string | undefined): Promise<void> {
    if (!token) return;
    const offered = await surveyForm(`${config.apiUrl}/surveys/${encodeURIComponent(token)}`, () => language);
    if (typeof offered === 'string') return;
    fill(byId('rating'), offered);
    byId('rating').hidden = false;
    lines.toEnd();
  }

  function write(): void {
    const parts = splitMessage(message.value);
    if (parts.length === 0 || !outbox) return;
    message.value = '';
    byId('write-hint').textContent = '';
    grow();
    outbox.add(parts);
  }

  function connection(state: 'up' | 'lost' | 'broken', ticket: ChatTicket): void {
    const banner = byId('connection');
    banner.hidden = state === 'up';
    byId('status').textContent = state === 'up' ? words.connected : words.notConnected;
    if (state === 'lost') banner.textContent = words.reconnecting;
    if (state !== 'broken') return;
    fill(
      banner,
      words.connectionLost,
      element('button', { type: 'button', onclick: () => void rejoin(ticket) }, words.reconnect),
    );
  }

  function typing(on: boolean): void {
    clearTimeout(typingUntil);
    byId('typing').hidden = !on;
    if (on) typingUntil = setTimeout(() => typing(false), TYPING_MS);
  }

  function ended(): void {
    // What was written and never arrived isn't thrown away: it begins the next chat.
    message.value = [...(outbox?.texts ?? []), message.value].filter(text => text !== '').join('\n');
    leave();
    byId('connection').hidden = true;
    byId('write').hidden = true;
    byId('end').hidden = true;
    byId('ended').hidden = false;
    mailing.reset();
    byId('status').textContent = words.chatEnded;
    if (!site || site.isShown()) byId('again').focus();
  }

  function forget(): void {
    conversation?.leave().catch(() => undefined);
    leave();
    remembered.forget();
    form.known(undefined);
    message.value = '';
    lines.clear();
    show('start');
  }

  function leave(): void {
    conversation = undefined;
    outbox = undefined;
    remembered.ended();
    typing(false);
    site?.tell({ support: 'running', on: false });
  }

  function show(view: 'start' | 'chat'): void {
    byId('start-view').hidden = view !== 'start';
    byId('chat-view').hidden = view !== 'chat';
    byId('end').hidden = view !== 'chat';
    byId('write').hidden = false;
    byId('ended').hidden = true;
    if (view === 'start') byId('rating').hidden = true;
    byId('status').textContent = view === 'chat' ? words.connected : words.chatWithUs;
  }

  function grow(): void {
    message.style.setProperty('height', 'auto');
    message.style.setProperty('height', `${message.scrollHeight + 2}px`);
  }
}
