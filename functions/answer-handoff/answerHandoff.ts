import { peopleOf } from '../../layers/core/domain/askedPeople.ts';
import type { Case, ClientAnswerKind, Turn } from '../../layers/core/domain/case.ts';
import { localeOf } from '../../layers/core/domain/replyLanguage.ts';
import { recordClientAnswer } from '../../layers/core/speaking/recordClientAnswer.ts';
import type { Audit } from '../../layers/core/store/audit.ts';
import { storyForTeam, teamLanguage, teamLinesIn } from '../../layers/core/teamLines/teamLines.ts';
import type { Workflows } from '../../layers/core/workflows/workflows.ts';
import { attachedFiles, type HandoffFilesDependencies } from './handoffFiles.ts';
import { openLink, type Refused } from './openLink.ts';

export interface AnswerHandoffDependencies extends HandoffFilesDependencies {
  workflows: Workflows;
  audit: Audit;
}

export interface HandoffView {
  /** As in the mail: `timeZone` the client's, `language` (ISO 639-1) and `locale` of the person the link was made for. */
  client: {
    name: string;
    team: string;
    colour: string;
    timeZone: string;
    locale: string;
    language: string;
  };
  caseId: string;
  urgency: string;
  dueAt?: string;
  ask: string;
  story?: Case['story'];
  turns: Pick<Turn, 'at' | 'customer' | 'reply'>[];
  /** What becomes of an answer: sent as it is, or put into the provider's words by an agent. */
  answerStyle: 'as-is' | 'provider-rephrases';
  attachments: { megabytes: number; files: number };
}

/** Everything somebody must know to answer; that it was opened is a line in the timeline. */
export async function readHandoff(
  token: string,
  pass: string | undefined,
  deps: AnswerHandoffDependencies,
): Promise<{ ok: true; view: HandoffView } | { ok: false; why: Refused }> {
  const opened = await openLink(token, pass, deps);
  if (!opened.ok) return opened;
  const { caseId, urgency, dueAt, ask } = opened.case;
  const { name, clientTeam, brand, hours } = deps.config;
  const language = teamLanguage(deps.config, peopleOf(clientTeam)[opened.person]);
  const locale = localeOf(deps.config, language);
  const lines = teamLinesIn(language);
  const turns = await deps.store.turns(caseId);
  const story = storyForTeam(opened.case, turns, lines);
  const { name: team, answerStyle, attachments } = clientTeam;
  const reader = { id: `client:${opened.person}`, name: nameOf(opened.person, deps) ?? team };
  await deps.audit.read({ caseId, by: reader, way: 'hand-over link' });
  await deps.store.event(opened.case, 'handoff-opened', 'client', {
    key: String(opened.person),
    detail: { contact: nameOf(opened.person, deps) },
  });
  const view: HandoffView = {
    client: { name, team, colour: brand.colour, timeZone: hours.timeZone, locale, language },
    caseId,
    urgency,
    ask: ask ?? lines.pleaseAnswer,
    ...(dueAt && { dueAt }),
    ...(story && { story }),
    // A reply that came too late was never said; what the customer wrote was.
    turns: turns.map(({ at, customer, reply }) => ({
      at,
      customer,
      ...(reply && !reply.discarded && { reply }),
    })),
    answerStyle,
    attachments,
  };
  return { ok: true, view };
}

export interface Said {
  kind: ClientAnswerKind;
  text: string;
  /** Makes sending it again harmless. */
  key?: string;
  /** Ids of uploaded files. */
  attachments?: string[];
}

/** Takes the team's answer once; the second one of two is told so. */
export async function answerHandoff(
  token: string,
  { attachments: ids = [], ...said }: Said,
  pass: string | undefined,
  deps: AnswerHandoffDependencies,
): Promise<{ ok: true; case: Case } | { ok: false; why: Refused | 'not-uploaded' | 'too-many-files' }> {
  const opened = await openLink(token, pass, deps);
  if (opened.ok) {
    const files = await attachedFiles(ids, opened.case, deps);
    if (!files.ok) return files;
    const attached = files.attachments.length > 0 && { attachments: files.attachments };
    const by = nameOf(opened.person, deps);
    return recordClientAnswer(opened.case, { ...said, ...attached, via: 'link', by }, deps);
  }
  // A browser that sends its answer again after a lost reply finds it taken: that is no refusal.
  if (opened.why === 'used' && said.key && opened.handoff)
    return recordClientAnswer(opened.handoff, { ...said, via: 'link' }, deps);
  return { ok: false, why: opened.why };
}

const nameOf = (person: number, { config }: AnswerHandoffDependencies) =>
  peopleOf(config.clientTeam)[person]?.name;
