import type { ClientConfig } from './clientConfig.ts';
import type { HouseLanguage } from './houseLanguages.ts';

export interface TeamPerson {
  name: string;
  email: string;
  /** What they read, if not what their team does. */
  language?: HouseLanguage | undefined;
}
type Team = Pick<ClientConfig['clientTeam'], 'contacts' | 'manager'>;

/** How somebody comes to be asked; every one of them is a line in the case's timeline. */
export type AskStep = 'first' | 'reminder' | 'next-contact' | 'manager';

export interface Asked {
  person: TeamPerson;
  /** Place in `peopleOf`: links carry it. */
  index: number;
  step: AskStep;
}

/** Everybody of the team who may be asked, the manager last. */
export const peopleOf = ({ contacts, manager }: Team): TeamPerson[] => [
  ...contacts,
  ...(manager ? [manager] : []),
];

/**
 * Whom a hand-over is put before at each step: the first contact, the first one again, the others, the manager.
 * @param reminded 0 for the first mail
 * @returns undefined when everybody has been asked: the provider's people have the case again
 */
export function askedAt(team: Team, reminded: number): Asked | undefined {
  const index = Math.max(0, reminded - 1);
  const person = peopleOf(team)[index];
  if (!person) return undefined;
  const step =
    reminded === 0
      ? 'first'
      : reminded === 1
        ? 'reminder'
        : index < team.contacts.length
          ? 'next-contact'
          : 'manager';
  return { person, index, step };
}

/** Whether an address is one of the team's; the sender of an answer by mail must be. */
export const isOfTeam = (team: Team, address: string): TeamPerson | undefined =>
  peopleOf(team).find(({ email }) => email.toLowerCase() === address.trim().toLowerCase());
