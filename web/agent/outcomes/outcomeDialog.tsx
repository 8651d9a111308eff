import { useEffect, useRef } from 'react';
import { Box, Button, Modal, SpaceBetween } from '@cloudscape-design/components';
import { useKeysToItself } from '../keyboard/keysToItself.ts';

/** A question in a dialog; Ctrl+Enter answers it. */
export function OutcomeDialog({
  title,
  action,
  valid,
  busy,
  onDo,
  onClose,
  children,
}: {
  title: string;
  /** What the button says. */
  action: string;
  valid: boolean;
  busy: boolean;
  /** True when it was done: the dialog closes. */
  onDo(): Promise<boolean>;
  onClose(): void;
  children: React.ReactNode;
}) {
  useKeysToItself();
  const content = useRef<HTMLDivElement>(null);
  // The dialog itself would put the focus on its closing button.
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      content.current?.querySelector<HTMLElement>('textarea, input, button')?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, []);
  const act = async () => {
    if (valid && !busy && (await onDo())) onClose();
  };
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel="Close without doing it"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" disabled={!valid} loading={busy} onClick={() => void act()}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <div
        ref={content}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void act();
        }}
      >
        <SpaceBetween size="m">{children}</SpaceBetween>
      </div>
    </Modal>
  );
}
