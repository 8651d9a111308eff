import type { CaseFile } from '../../../layers/core/api/cases.ts';
import type { Working } from '../case/useWork.ts';

export interface OutcomeProps {
  file: CaseFile;
  working: Working;
  onClose(): void;
}
