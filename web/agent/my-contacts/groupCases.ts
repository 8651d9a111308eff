import type { CaseView } from '../../../layers/core/api/cases.ts';

export interface CaseGroups {
  /** With this agent, in the order they were opened: a list that one switches in must not jump. */
  mine: CaseView[];
  /** Drafts that wait for somebody's approval, most pressing first. */
  drafts: CaseView[];
  waiting: CaseView[];
  withClient: CaseView[];
  withOthers: CaseView[];
}

/** @param cases as the API orders them: most pressing first */
export function groupCases(cases: CaseView[], me: string): CaseGroups {
  const groups: CaseGroups = { mine: [], drafts: [], waiting: [], withClient: [], withOthers: [] };
  for (const each of cases) groupOf(each)?.push(each);
  groups.mine.sort((a, b) => a.openedAt.localeCompare(b.openedAt));
  return groups;

  function groupOf({ state, agent }: CaseView): CaseView[] | undefined {
    switch (state) {
      case 'with-agent':
        return agent?.id === me ? groups.mine : groups.withOthers;
      case 'waiting-for-approval':
        return groups.drafts;
      case 'waiting-for-agent':
        return groups.waiting;
      case 'with-client':
        return groups.withClient;
      default:
        return undefined;
    }
  }
}
