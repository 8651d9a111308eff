import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import { Flashbar, type FlashbarProps } from '@cloudscape-design/components';

/** How long the news of a success stays; problems stay until they are closed. */
const GOOD_NEWS_MS = 6_000;
const MOST = 4;

export interface Notices {
  good(text: string): void;
  problem(text: string): void;
}

const NoticesContext = createContext<Notices>({ good: () => {}, problem: () => {} });
export const useNotices = (): Notices => useContext(NoticesContext);

/** What happened, above everything else and read out; the newest first. */
export function NoticesProvider({ children }: { children: React.ReactNode }) {
  const [items, setItems] = useState<FlashbarProps.MessageDefinition[]>([]);
  const drop = useCallback((id: string) => setItems(known => known.filter(item => item.id !== id)), []);
  const notices = useMemo<Notices>(() => {
    const add = (type: 'success' | 'error', content: string) => {
      const id = crypto.randomUUID();
      const item: FlashbarProps.MessageDefinition = {
        id,
        type,
        content,
        ariaRole: type === 'error' ? 'alert' : 'status',
        dismissible: true,
        dismissLabel: 'Close this message',
        onDismiss: () => drop(id),
      };
      // The same said twice is one.
      setItems(known => [item, ...known.filter(other => other.content !== content)].slice(0, MOST));
      if (type === 'success') setTimeout(() => drop(id), GOOD_NEWS_MS);
    };
    return { good: text => add('success', text), problem: text => add('error', text) };
  }, [drop]);
  return (
    <NoticesContext value={notices}>
      <div className="notices">
        <Flashbar items={items} />
      </div>
      {children}
    </NoticesContext>
  );
}
