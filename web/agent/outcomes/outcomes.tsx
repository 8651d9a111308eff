import { useState } from 'react';
import { Button, ButtonDropdown, SpaceBetween } from '@cloudscape-design/components';
import type { CaseFile } from '../../../layers/core/api/cases.ts';
import type { Working } from '../case/useWork.ts';
import { useShortcuts } from '../keyboard/useShortcuts.ts';
import { BackToAi } from './backToAi.tsx';
import { HandOff } from './handOff.tsx';
import { Release } from './release.tsx';
import { Resolve } from './resolve.tsx';
import { Transfer } from './transfer.tsx';

const OUTCOMES = {
  resolve: { label: 'Resolve', Dialog: Resolve },
  'hand-off': { label: 'Hand off', Dialog: HandOff },
  'back-to-ai': { label: 'Back to AI', Dialog: BackToAi },
  transfer: { label: 'Transfer to another queue', Dialog: Transfer },
  release: { label: 'Give back to the queue', Dialog: Release },
} as const;
type Outcome = keyof typeof OUTCOMES;
/** As buttons: what most cases end with. */
const OFTEN: readonly Outcome[] = ['resolve', 'hand-off', 'back-to-ai'];
/** In a menu beside them, so that all fit into one row. */
const SELDOM: readonly Outcome[] = ['transfer', 'release'];

/** How the agent's part ends. */
export function Outcomes({ file, working }: { file: CaseFile; working: Working }) {
  const [open, setOpen] = useState<Outcome>();
  const close = () => setOpen(undefined);
  const opens = (name: Outcome) => (working.may(name) ? () => setOpen(name) : undefined);
  useShortcuts({
    resolve: opens('resolve'),
    'hand-off': opens('hand-off'),
    'back-to-ai': opens('back-to-ai'),
    transfer: opens('transfer'),
    release: opens('release'),
  });
  const often = OFTEN.filter(name => working.may(name));
  const seldom = SELDOM.filter(name => working.may(name));
  if (often.length + seldom.length === 0 && !open) return null;
  const Dialog = open && OUTCOMES[open].Dialog;
  return (
    <div className="outcomes" role="group" aria-label="Outcome">
      <SpaceBetween direction="horizontal" size="xxs">
        {often.map(name => (
          <Button
            key={name}
            variant={name === 'resolve' ? 'primary' : 'normal'}
            onClick={() => setOpen(name)}
          >
            {OUTCOMES[name].label}
          </Button>
        ))}
        {seldom.length > 0 && (
          <ButtonDropdown
            items={seldom.map(name => ({ id: name, text: OUTCOMES[name].label }))}
            onItemClick={({ detail }) => setOpen(detail.id as Outcome)}
          >
            More
          </ButtonDropdown>
        )}
      </SpaceBetween>
      {Dialog && <Dialog file={file} working={working} onClose={close} />}
    </div>
  );
}
