import { useEffect, useRef } from 'react';
import { isDialogOpen } from './keysToItself.ts';
import { shortcutOf, type ShortcutName } from './shortcuts.ts';

const SETTING = 'shortcuts.letters';

export const lettersOn = (): boolean => localStorage.getItem(SETTING) !== 'off';
export const setLetters = (on: boolean): void => localStorage.setItem(SETTING, on ? 'on' : 'off');

/** While the component is shown, these shortcuts do this; one that is undefined does nothing. */
export function useShortcuts(does: Partial<Record<ShortcutName, (() => void) | undefined>>): void {
  const latest = useRef(does);
  useEffect(() => {
    latest.current = does;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isDialogOpen()) return;
      const { key, altKey, ctrlKey, metaKey } = event;
      const name = shortcutOf({ key, altKey, ctrlKey, metaKey, inText: isText(event.target) }, lettersOn());
      const job = name && latest.current[name];
      if (!job) return;
      event.preventDefault();
      job();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Inputs that letters mean nothing to. */
const CHOICES = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color'];

const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement
    ? !CHOICES.includes(target.type)
    : target instanceof HTMLElement &&
      (target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName));
