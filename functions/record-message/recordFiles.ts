import { houseLinesIn } from '../../layers/core/answer/houseLines.ts';
import type { ChatVoice } from '../../layers/core/connect/chatVoice.ts';
import type { Contacts } from '../../layers/core/connect/contacts.ts';
import type { Case, ChatFile } from '../../layers/core/domain/case.ts';
import type { ClientConfig } from '../../layers/core/domain/clientConfig.ts';
import { languageOfCase } from '../../layers/core/domain/spokenIn.ts';
import type { CaseStore } from '../../layers/core/store/caseStore.ts';
import type { Uploads } from '../../layers/core/store/uploads.ts';
import { customerOf } from '../../layers/core/turns/customerOf.ts';
import { openCase, type OpenCaseDependencies } from '../../layers/core/turns/openCase.ts';

/** Files that somebody sent in a chat, as Connect streams them once its scanner has approved them. */
export interface StreamedFiles {
  id: string;
  /** The first contact of the chain. */
  contactId: string;
  /** The one the customer is in now. */
  currentId: string;
  at: string;
  role: 'CUSTOMER' | 'AGENT' | string;
  name: string;
  files: { id: string; name: string }[];
}

export interface RecordFilesDependencies {
  store: CaseStore;
  uploads: Pick<Uploads, 'get'>;
  voice: ChatVoice;
  contacts: Pick<Contacts, 'attributes'>;
  config: OpenCaseDependencies['config'] & Pick<ClientConfig, 'name' | 'chat'>;
  now: () => Date;
}

/** How turns begin that are a customer's files. */
const FILE = 'file:';

/**
 * Keeps a file with the case, for people. The bot hears nothing of files, so that a customer who talks to the AI is told here
 * that it was kept and that the AI can't look at it. A file may be the first that is heard of a customer: it opens the case.
 * One too many is refused only here, when Connect has it already: the browser uploads it there, past us.
 */
export async function recordFiles(
  sent: StreamedFiles,
  deps: RecordFilesDependencies,
): Promise<'stored' | 'passed-over'> {
  if (sent.role === 'AGENT') return keepAgents(sent, deps);
  if (sent.role !== 'CUSTOMER') return 'passed-over';
  const { store } = deps;
  const contact = await store.getContact(sent.contactId);
  const attributes = contact ? {} : await deps.contacts.attributes(sent.contactId);
  const turnId = `${FILE}${sent.id}`;
  const files = await look(sent, await sentBefore(sent, turnId, contact?.caseId, deps), deps);
  const opened = await openCase(
    {
      turnId,
      contactId: sent.contactId,
      channel: 'chat',
      text: '',
      files,
      customer: customerOf(attributes),
      ...(attributes.caseId && { caseId: attributes.caseId }),
    },
    deps,
  );
  if (opened.recorded) return 'stored';
  const { caseId, owner, epoch } = opened.case;
  if (owner !== 'ai') {
    await store.note(caseId, { customerSpokeAt: sent.at });
    // What was kept whoever has the case can see; that something was not, nobody else would tell the customer.
    const lost = files.filter(({ refused }) => refused);
    if (lost.length > 0) await tell(sent, turnId, lost, opened.case, deps);
    return 'stored';
  }
  await store.note(caseId, { fileInEpoch: epoch });
  await tell(sent, turnId, files, opened.case, deps);
  return 'stored';
}

/** What came of an agent's file is the panel's matter; the story has it. */
async function keepAgents(
  sent: StreamedFiles,
  deps: RecordFilesDependencies,
): Promise<'stored' | 'passed-over'> {
  const contact = await deps.store.getContact(sent.contactId);
  if (!contact) return 'passed-over';
  const files = await look(sent, undefined, deps);
  await deps.store.addTurn({
    turnId: `heard:${sent.id}`,
    caseId: contact.caseId,
    contactId: sent.contactId,
    channel: 'chat',
    at: sent.at,
    files,
    reply: {
      text: files.map(({ name }) => name).join(', '),
      by: 'agent',
      name: sent.name,
      at: sent.at,
      via: 'chat',
    },
  });
  return 'stored';
}

/** Files of this customer that the chat has had. */
async function sentBefore(
  { contactId }: StreamedFiles,
  turnId: string,
  caseId: string | undefined,
  { store }: RecordFilesDependencies,
): Promise<number> {
  const turns = caseId ? await store.turns(caseId) : [];
  return turns
    .filter(turn => turn.contactId === contactId && turn.turnId.startsWith(FILE) && turn.turnId !== turnId)
    .flatMap(({ files = [] }) => files).length;
}

/**
 * What the files are, as they were checked, and which of them are too many.
 * @param sentBefore undefined for those whose number is nobody's business
 */
async function look(
  { files }: StreamedFiles,
  sentBefore: number | undefined,
  { uploads, config }: RecordFilesDependencies,
): Promise<ChatFile[]> {
  const most = sentBefore === undefined ? Infinity : (config.chat?.attachments?.most ?? 0);
  let before = sentBefore ?? 0;
  const looked: ChatFile[] = [];
  for (const { id, name } of files) {
    const upload = await uploads.get(id);
    if (!upload) {
      looked.push({ id, name, type: 'application/octet-stream', size: 0, refused: 'unchecked' });
      continue;
    }
    const { key: _, ...file } = upload;
    looked.push({ ...file, ...(before >= most && { refused: 'number' as const }) });
    before += 1;
  }
  return looked;
}

async function tell(
  { contactId, currentId }: StreamedFiles,
  turnId: string,
  files: ChatFile[],
  current: Case,
  { store, voice, config, now }: RecordFilesDependencies,
): Promise<void> {
  const lines = houseLinesIn(languageOfCase(config, current));
  const names = (wanted: (file: ChatFile) => boolean) =>
    files
      .filter(wanted)
      .map(({ name }) => name)
      .join(', ');
  const kept = names(({ refused }) => !refused);
  const lost = names(({ refused }) => refused !== undefined);
  const isOver = files.some(({ refused }) => refused === 'number');
  const text = [
    ...(kept ? [lines.fileKept(kept), lines.filesAreForPeople] : []),
    ...(lost ? [lines.fileNotKept(lost)] : []),
    ...(isOver ? [lines.filesAtMost(config.chat?.attachments?.most ?? 0)] : []),
  ].join(' ');
  const connection = (await store.getContact(contactId))?.connectionToken;
  const said = await voice.say({
    contactId: currentId,
    name: config.name,
    text,
    key: turnId,
    connection,
  });
  if (said && said.connection !== connection) await store.setConnection(contactId, said.connection);
  await store.finishTurn(current.caseId, turnId, {
    reply: { text, by: 'house', at: now().toISOString(), via: said ? 'chat' : 'nowhere', notice: true },
  });
}
