import { loadConfig, type PageConfig } from '../brand/brand.ts';
import { byId, element, fill } from '../dom/element.ts';
import { openConversation, type ChatTicket, type Conversation } from './conversation.ts';
import { remembered } from './remembered.ts';
import { splitMessage } from './splitMessage.ts';
import { demoIdentity, startChat, type ChatRequest } from './startChat.ts';
import { LinesView } from './view.ts';

/** Nobody writes for longer than this without a word: the dots would be a lie (someone waits in a queue, say). */
const TYPING_MS = 25_000;

const config = await loadConfig('Chat').catch(() => undefined);
if (config) run(config);
else byId('status').textContent = 'The chat is not available right now. Please try again later.';

function run(config: PageConfig): void {
  const lines = new LinesView(config.pagesUrl);
  const message = byId<HTMLTextAreaElement>('message');
  let conversation: Conversation | undefined;
  let typingUntil: ReturnType<typeof setTimeout> | undefined;

  offerIdentities(config);
  byId<HTMLFormElement>('start').addEventListener('submit', event => {
    event.preventDefault();
    void start();
  });
  byId<HTMLFormElement>('write').addEventListener('submit', event => {
    event.preventDefault();
    void write();
  });
  message.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void write();
  });
  message.addEventListener('input', () => {
    grow();
    if (message.value !== '') conversation?.typing();
    const parts = splitMessage(message.value).length;
    byId('write-hint').textContent = parts > 1 ? `This is long: it will be sent in ${parts} parts.` : '';
  });
  byId('end').addEventListener('click', () => {
    conversation?.leave().catch(() => undefined);
    ended();
  });
  byId('again').addEventListener('click', () => {
    lines.clear();
    show('start');
  });

  const kept = remembered.ticket();
  if (kept) join(kept).catch(() => leaveTo('start'));
  else show('start');

  async function start(): Promise<void> {
    const button = byId<HTMLButtonElement>('start-button');
    const wrong = byId('start-error');
    const form = byId<HTMLFormElement>('start');
    wrong.textContent = '';
    if (!form.checkValidity()) {
      wrong.textContent = byId<HTMLInputElement>('name').validity.valid
        ? 'Please check the e-mail address, or leave it out.'
        : 'Please tell us your name.';
      return;
    }
    button.disabled = true;
    try {
      const chat = await startChat(config, await request());
      remembered.started(chat, chat.resume);
      await join(chat);
    } catch (error) {
      remembered.ended();
      wrong.textContent =
        error instanceof Error ? error.message : 'The chat could not be joined. Please try again.';
      show('start');
    } finally {
      button.disabled = false;
    }
  }

  async function request(): Promise<ChatRequest> {
    const identity = byId<HTMLSelectElement>('identity').value;
    return {
      key: crypto.randomUUID(),
      displayName: byId<HTMLInputElement>('name').value.trim(),
      email: byId<HTMLInputElement>('email').value.trim() || undefined,
      identityToken: identity ? await demoIdentity(identity) : undefined,
      resume: remembered.resume(),
    };
  }

  async function join(ticket: ChatTicket): Promise<void> {
    lines.clear();
    conversation = await openConversation(config, ticket, {
      line: line => {
        const isNew = lines.show(line);
        if (isNew && line.from !== 'customer') typing(false);
      },
      typing: () => typing(true),
      connection: state => connection(state, ticket),
      ended,
    });
    show('chat');
    message.focus();
  }

  async function write(): Promise<void> {
    const parts = splitMessage(message.value);
    if (parts.length === 0 || !conversation) return;
    message.value = '';
    byId('write-hint').textContent = '';
    grow();
    for (const part of parts) if (!(await send(part))) return;
  }

  async function send(text: string): Promise<boolean> {
    const pending = lines.sending(text);
    typing(true);
    try {
      const id = await conversation?.send(text);
      if (id === undefined) throw new Error('no chat');
      pending.sent(id);
      return true;
    } catch {
      typing(false);
      pending.failed(() => void send(text));
      return false;
    }
  }

  function connection(state: 'up' | 'lost' | 'broken', ticket: ChatTicket): void {
    const banner = byId('connection');
    banner.hidden = state === 'up';
    byId('status').textContent = state === 'up' ? 'Connected' : 'Not connected';
    if (state === 'lost') banner.textContent = 'The connection was lost. Reconnecting…';
    if (state !== 'broken') return;
    const again = () => void join(ticket).catch(() => leaveTo('start'));
    fill(
      banner,
      'The connection was lost.',
      element('button', { type: 'button', onclick: again }, 'Reconnect'),
    );
  }

  function typing(on: boolean): void {
    clearTimeout(typingUntil);
    byId('typing').hidden = !on;
    if (on) typingUntil = setTimeout(() => typing(false), TYPING_MS);
  }

  function ended(): void {
    conversation = undefined;
    remembered.ended();
    typing(false);
    byId('connection').hidden = true;
    byId('write').hidden = true;
    byId('end').hidden = true;
    byId('ended').hidden = false;
    byId('status').textContent = 'Chat ended';
    byId('again').focus();
  }

  function leaveTo(view: 'start'): void {
    conversation = undefined;
    remembered.ended();
    show(view);
  }

  function show(view: 'start' | 'chat'): void {
    byId('start-view').hidden = view !== 'start';
    byId('chat-view').hidden = view !== 'chat';
    byId('end').hidden = view !== 'chat';
    byId('write').hidden = false;
    byId('ended').hidden = true;
    byId('status').textContent = view === 'chat' ? 'Connected' : 'Chat with us';
  }

  function grow(): void {
    message.style.setProperty('height', 'auto');
    message.style.setProperty('height', `${message.scrollHeight + 2}px`);
  }
}

function offerIdentities(config: PageConfig): void {
  if (!config.demo) return;
  fill(
    byId('identity'),
    element('option', { value: '' }, 'nobody (a stranger)'),
    ...config.demo.identities.map(({ id, label }) => element('option', { value: id }, label)),
  );
  byId('identity-choice').hidden = false;
}
