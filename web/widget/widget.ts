import type { PageConfig } from '../brand/brand.ts';
import { messageOf, type ToChat, type ToWidget } from '../embedding/messages.ts';
import { kept } from './kept.ts';
import { Panel, type Look } from './panel.ts';
import { pageLanguage } from '../words/pageLanguage.ts';
import { publish, type Identity } from './siteApi.ts';
import { WIDGET_WORDS } from './words.ts';

/**
 * The one script of the client's pages: `<script src="https://PAGES/widget.js" async></script>`. It adds a button that opens
 * the chat in a frame of the pages' own site. `data-label`, `data-colour` (#rrggbb) and `data-position` (left, right) change
 * its looks; `window.augmentedSupport` is its API.
 */
const script = document.currentScript as HTMLScriptElement | null;
const pages = script ? new URL(script.src).origin : undefined;

if (!pages) console.error('Support chat: widget.js is a classic script, not a module; remove type="module".');
else if (document.body) void start(pages, script!.dataset);
else document.addEventListener('DOMContentLoaded', () => void start(pages, script!.dataset));

async function start(pages: string, data: DOMStringMap): Promise<void> {
  const config = await readConfig(pages);
  if (!config) return;
  const { name, colour } = config.brand;
  // The site knows better than the browser what its visitor reads.
  const wanted = [document.documentElement.lang, ...navigator.languages];
  const language = pageLanguage(config.languages ?? [], wanted);
  const words = WIDGET_WORDS[language];
  const look: Look = {
    name,
    words,
    label: data.label?.trim() || words.chatWithUs,
    colour: /^#[0-9a-f]{6}$/i.test(data.colour ?? '') ? data.colour! : colour,
    position: data.position === 'left' ? 'left' : 'right',
  };
  run(pages, look, language);
}

function run(pages: string, look: Look, language: string): void {
  let identity: Identity | undefined;
  let isReady = false;
  let isForgetting = false;
  let isRunning = kept.read() !== undefined;
  const panel = new Panel(
    look,
    `${pages}/chat?lang=${language}`,
    () => (panel.isOpen ? close() : open(true)),
    close,
  );

  function tell(message: ToChat): void {
    if (isReady) panel.window?.postMessage(message, pages);
  }
  function open(focus: boolean): void {
    panel.show(focus);
    panel.unread(0);
    keep();
    tell({ support: 'shown', focus });
  }
  function close(): void {
    if (!panel.isOpen) return;
    panel.hide();
    keep();
    tell({ support: 'hidden' });
  }
  function keep(): void {
    kept.write(panel.isOpen ? 'open' : isRunning ? 'running' : undefined);
  }
  async function token(): Promise<{ token?: string }> {
    try {
      const given = typeof identity === 'function' ? await identity() : identity;
      return given ? { token: given } : {};
    } catch {
      console.error('Support chat: the site failed to say who is signed in; the chat goes on without.');
      return {};
    }
  }

  const answers: { [K in ToWidget['support']]: (message: Extract<ToWidget, { support: K }>) => unknown } = {
    ready: async () => {
      const hello = { support: 'hello' as const, ...(await token()) };
      isReady = true;
      tell(hello);
      if (isForgetting) tell({ support: 'forget' });
      tell(panel.isOpen ? { support: 'shown', focus: wantsFocus() } : { support: 'hidden' });
    },
    'identity-wanted': async () => tell({ support: 'identity', ...(await token()) }),
    close,
    unread: ({ count }) => !panel.isOpen && panel.unread(count),
    running: ({ on }) => {
      isRunning = on;
      keep();
    },
  };
  /** The visitor opened it; nobody's focus is taken because a page was loaded with the chat open. */
  const wantsFocus = () => document.activeElement?.hasAttribute('data-augmented-support') ?? false;

  window.addEventListener('message', ({ source, origin, data }) => {
    if (origin !== pages || !panel.window || source !== panel.window) return;
    const message = messageOf<ToWidget>(data);
    if (message && Object.hasOwn(answers, message.support)) answers[message.support](message as never);
  });

  publish({
    open: () => open(true),
    close,
    identify: given => {
      identity = given;
      if (isReady) void token().then(found => tell({ support: 'hello', ...found }));
    },
    forget: () => {
      identity = undefined;
      isRunning = false;
      isForgetting = !isReady;
      panel.load();
      tell({ support: 'forget' });
      close();
      keep();
    },
  });

  const before = kept.read();
  if (before === 'open') open(false);
  else if (before === 'running') panel.load();
}

/** Only the sites of client.yaml may read it: to all others the browser gives nothing. */
async function readConfig(pages: string): Promise<PageConfig | undefined> {
  try {
    const response = await fetch(`${pages}/config.json`, { credentials: 'omit' });
    if (response.ok) return (await response.json()) as PageConfig;
  } catch {
    // Told below.
  }
  console.error(
    `Support chat: ${pages} does not answer ${location.origin}. Is it in pages.sites of client.yaml, and deployed?`,
  );
  return undefined;
}
