import { loadConfig } from '../brand/brand.ts';
import { byId, element, fill } from '../dom/element.ts';
import { network, type Call, type Item } from './calls.ts';
import { canListen, canSpeak, hush, listenOnce, speakAloud } from './speech.ts';

const LANGUAGE = 'en-GB';
/** How often the phone looks what is being said, in a call and out of one. */
const IN_CALL_MS = 300;
const IDLE_MS = 2_000;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

const state = byId('state');
const wrong = byId('wrong');
const from = byId<HTMLInputElement>('from');
const aloud = byId<HTMLInputElement>('aloud');
let callId: string | undefined;
let ringing: string | undefined;
let shown = 0;
/** One prompt after the other, as they come. */
let speaking: Promise<void> = Promise.resolve();

await loadConfig('Phone').catch(() => undefined);
aloud.disabled = !canSpeak();
byId('talk').hidden = !canListen();
fill(
  byId('keypad'),
  ...KEYS.map(key =>
    element('button', { type: 'button', 'data-key': key, onclick: () => void press(key) }, key),
  ),
);

byId('dial').addEventListener('submit', event => {
  event.preventDefault();
  void attempt(async () =>
    begin((await network<Call>('calls', { from: from.value.trim(), paced: paced() })).callId),
  );
});
byId('take').addEventListener('click', () => {
  const rings = ringing;
  if (rings)
    void attempt(async () => {
      await network(`calls/${rings}/answer`, { paced: paced() });
      begin(rings);
    });
});
byId('speak').addEventListener('submit', event => {
  event.preventDefault();
  const words = byId<HTMLInputElement>('words');
  const text = words.value.trim();
  words.value = '';
  if (text) void say(text);
});
byId('talk').addEventListener('click', () => {
  hush();
  void listenOnce(LANGUAGE).then(text => (text ? say(text) : undefined));
});
byId('hang-up').addEventListener('click', () => void act('hang-up'));
byId('cut-off').addEventListener('click', () => void act('cut-off'));
void look();

/** A phone that speaks aloud says itself when it has played a prompt; else the other side's estimate holds. */
const paced = () => aloud.checked && canSpeak();

function begin(id: string): void {
  callId = id;
  shown = 0;
  fill(byId('said'));
  byId('in-call').hidden = false;
  byId('call').hidden = true;
  state.textContent = 'In a call.';
}

const say = (text: string) => {
  hush();
  return act('say', { text });
};
const press = (keys: string) => {
  hush();
  return act('press', { keys });
};

async function act(what: string, body: object = {}): Promise<void> {
  const id = callId;
  if (id) await attempt(() => network(`calls/${id}/${what}`, body));
}

async function attempt(work: () => Promise<unknown>): Promise<void> {
  wrong.textContent = '';
  try {
    await work();
  } catch (error) {
    wrong.textContent = (error as Error).message;
  }
}

async function look(): Promise<void> {
  await attempt(callId ? refresh : ring);
  setTimeout(() => void look(), callId ? IN_CALL_MS : IDLE_MS);
}

async function ring(): Promise<void> {
  const { calls } = await network<{ calls: string[] }>(
    `ringing?number=${encodeURIComponent(from.value.trim())}`,
  );
  [ringing] = calls;
  byId('take').hidden = ringing === undefined;
  if (ringing) state.textContent = 'Your phone rings.';
}

async function refresh(): Promise<void> {
  const call = await network<Call>(`calls/${callId}`);
  const list = byId('said');
  for (const item of call.items.slice(shown)) {
    list.append(line(item));
    if (item.who !== 'customer' && item.who !== 'event') play(item.text, call.callId);
  }
  call.items.forEach((item, n) => {
    if (item.interruptedAt !== undefined) list.children[n]?.setAttribute('data-cut', '');
  });
  if (call.items.length > shown) list.scrollTop = list.scrollHeight;
  shown = call.items.length;
  if (call.state === 'ended') end();
}

function play(text: string, id: string): void {
  if (!paced()) return;
  speaking = speaking
    .then(() => speakAloud(text, LANGUAGE))
    .then(async () => {
      if (callId === id) await network(`calls/${id}/played`, {}).catch(() => undefined);
    });
}

const WHO = { system: 'Voice', bot: 'Voice', agent: 'Person', customer: 'You', event: '' };
const line = ({ who, text, unheard }: Item) =>
  element(
    'li',
    { 'data-who': who },
    WHO[who] ? element('strong', {}, `${WHO[who]}: `) : null,
    text,
    unheard ? ' (nobody listened)' : null,
  );

function end(): void {
  callId = undefined;
  hush();
  byId('in-call')
    .querySelectorAll('button')
    .forEach(button => button.blur());
  byId('call').hidden = false;
  state.textContent = 'The call is over.';
}
