import { useState } from 'react';
import { Modal, Toggle } from '@cloudscape-design/components';
import { useKeysToItself } from './keysToItself.ts';
import { SHORTCUTS } from './shortcuts.ts';
import { lettersOn, setLetters } from './useShortcuts.ts';

const SHOWN: Record<string, string> = { ArrowUp: 'Up', ArrowDown: 'Down' };

export function ShortcutHelp({ onClose }: { onClose(): void }) {
  useKeysToItself();
  const [letters, change] = useState(lettersOn);
  return (
    <Modal visible onDismiss={onClose} header="Keyboard shortcuts" closeAriaLabel="Close">
      <dl className="keys">
        {Object.values(SHORTCUTS).map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              {keys.split('+').map(key => (
                <kbd key={key}>{SHOWN[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Toggle
        checked={letters}
        onChange={({ detail }) => {
          setLetters(detail.checked);
          change(detail.checked);
        }}
      >
        Single letters are shortcuts (outside of text fields)
      </Toggle>
    </Modal>
  );
}
