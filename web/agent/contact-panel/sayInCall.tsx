import { useState } from 'react';
import { Box, Button, Input } from '@cloudscape-design/components';
import { useNotices } from '../shell/notices.tsx';

/** A call in the simulated panel: what is written is said. */
export function SayInCall({
  name,
  onSay,
  onHangUp,
}: {
  name: string;
  onSay(text: string): Promise<void>;
  onHangUp(): void;
}) {
  const notices = useNotices();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const say = async () => {
    if (!text.trim() || busy) return;
    setBusy(true);
    try {
      await onSay(text);
      setText('');
    } catch (error) {
      notices.problem((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="call">
      <Box fontWeight="bold">In a call with {name}</Box>
      <Input
        ariaLabel={`Say to ${name}`}
        placeholder="What you say"
        value={text}
        onChange={({ detail }) => setText(detail.value)}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') void say();
        }}
      />
      <div className="row">
        <Button disabled={!text.trim()} loading={busy} onClick={() => void say()}>
          Say
        </Button>
        <Button onClick={onHangUp}>Hang up</Button>
      </div>
    </div>
  );
}
