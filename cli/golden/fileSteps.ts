import type { GoldenStep } from './golden.ts';
import type { Scene } from './scene.ts';

type StepOf<Key extends string> = Extract<GoldenStep, Record<Key, unknown>>[Key];

/** How files of a type begin: what the product goes by. */
const BEGINNINGS: Record<string, string> = {
  pdf: '%PDF-1.7\n',
  png: '\x89PNG\r\n\x1a\n',
  jpg: '\xff\xd8\xff\xe0',
};

/** The customer sends a file in the chat; what became of it must be as expected. */
export async function fileIsSent(
  scene: Scene,
  { name, isReally, kilobytes, outcome }: StepOf<'sendsFile'>,
): Promise<string[]> {
  const { chat } = scene;
  if (!chat?.sendFile) return ['the customer has no chat'];
  scene.note('customer', `(sends ${name})`);
  const ending = isReally ?? name.slice(name.lastIndexOf('.') + 1);
  const head = Buffer.from(BEGINNINGS[ending] ?? 'MZ', 'latin1');
  const content = Buffer.concat([head, Buffer.alloc(Math.max(0, kilobytes * 1024 - head.length))]);
  const seen = await chat.sendFile({ name, content });
  return seen === outcome ? [] : [`${name}: expected ${outcome}, seen ${seen}`];
}

/** Fetches a file that was sent in the chat, as whoever reads the case does; what was not kept nobody gets. */
export async function chatFileIsRead(scene: Scene, wanted: StepOf<'chatFile'>): Promise<string[]> {
  const { name } = wanted;
  const found = await scene.theCase();
  const file = found?.turns.flatMap(({ files = [] }) => files).findLast(each => each.name === name);
  if (!found || !file) return [`no turn of the case has a file ${name}`];
  const { caseId } = found.case;
  if ('refused' in wanted) {
    const got = await scene.stage.readChatFile(caseId, file.id).then(
      () => ['it can be fetched'],
      () => [],
    );
    const why = file.refused ?? 'kept';
    return why === wanted.refused ? got : [`${name}: expected ${wanted.refused}, seen ${why}`];
  }
  if (file.refused) return [`${name} was not kept: ${file.refused}`];
  const read = await scene.stage.readChatFile(caseId, file.id);
  const fetched = await scene.stage.transfer(read.url);
  return [
    ...(read.type === wanted.type ? [] : [`type: expected ${wanted.type}, seen ${read.type}`]),
    ...(fetched.status === 200 && fetched.text.length > 0
      ? []
      : [`the file can't be fetched: ${fetched.status}`]),
  ];
}
