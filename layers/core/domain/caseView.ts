import type { CaseView } from '../api/cases.ts';
import type { Case } from './case.ts';

/** A case as people may see it: without the workflow's tokens, and what dialogs keep of codes. */
export const viewOf = ({
  waiting: _waiting,
  dialog: _dialog,
  agentDialog: _agentDialog,
  ...view
}: Case): CaseView => view;
