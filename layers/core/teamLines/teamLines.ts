import type { TeamPerson } from '../domain/askedPeople.ts';
import type { Case, Story, Turn } from '../domain/case.ts';
import type { ClientConfig } from '../domain/clientConfig.ts';
import { REASONS, type ReasonCode } from '../domain/decide.ts';
import { inLanguage, type HouseLanguage } from '../domain/houseLanguages.ts';
import { tellStory } from '../domain/story.ts';
import { de } from './de.ts';
import { en, type TeamLines } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';

export type { TeamLines } from './en.ts';

/** The house's own words to the client's people, by language. */
export const TEAM_LINES: Record<HouseLanguage, TeamLines> = { en, de, fr, es, it };

/** @param language English where the house doesn't speak it */
export const teamLinesIn = (language: string): TeamLines => inLanguage(TEAM_LINES, language);

/** What somebody of the client's people reads: their own language, else the team's, else the client's first. */
export const teamLanguage = (
  { clientTeam, languages }: Pick<ClientConfig, 'clientTeam' | 'languages'>,
  person?: Pick<TeamPerson, 'language'>,
): string => person?.language ?? clientTeam.language ?? languages[0]!;

/**
 * The story as the client's people read it: our words in their language, everybody else's as they were written. It is kept as
 * agents read it, in English.
 */
export function storyForTeam(current: Case, turns: Turn[], lines: TeamLines): Story | undefined {
  const { story, reason } = current;
  if (!story || lines === en) return story;
  const told = tellStory(
    { ...current, ...(reason && { reason: { ...reason, text: reasonText(reason, lines) } }) },
    turns,
    undefined,
    lines.story,
  );
  // What it is about was told with the topic's name.
  return { ...told, what: story.what };
}

/** A trigger of the client may have the name of a reason of ours, and says it in its own words. */
export const reasonText = ({ code, text }: { code: string; text: string }, { reasons }: TeamLines): string =>
  text === REASONS[code as ReasonCode] ? reasons[code as ReasonCode] : text;
