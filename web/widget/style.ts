/** Styles of button and panel, inside a shadow root: the site's own neither change them nor are changed. */
export const STYLE = `
:host { all: initial; }
* { box-sizing: border-box; font: 600 16px/1.2 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
[hidden] { display: none !important; }
.launcher {
  position: fixed; bottom: 20px; z-index: 2147483000; min-height: 48px; max-width: calc(100vw - 40px);
  padding: 0 20px; border: 2px solid var(--on-brand); border-radius: 24px; cursor: pointer;
  background: var(--brand); color: var(--on-brand); box-shadow: 0 4px 16px rgb(0 0 0 / 30%);
}
.right { right: 20px; }
.left { left: 20px; }
.launcher:focus-visible, .close:focus-visible { outline: 3px solid var(--brand); outline-offset: 3px; }
.unread {
  display: inline-block; min-width: 24px; margin-left: 8px; padding: 4px 7px; border-radius: 12px;
  background: var(--on-brand); color: var(--brand); text-align: center; font-size: 13px;
}
.panel {
  position: fixed; bottom: 80px; z-index: 2147483001; width: min(400px, calc(100vw - 40px));
  height: min(640px, calc(100dvh - 100px)); overflow: hidden; border-radius: 12px; background: #fff;
  box-shadow: 0 8px 40px rgb(0 0 0 / 35%);
}
iframe { display: block; width: 100%; height: 100%; border: 0; }
.close {
  position: absolute; top: 8px; right: 8px; width: 44px; height: 44px; border: 0; border-radius: 22px; cursor: pointer;
  background: var(--brand); color: var(--on-brand); font-size: 22px;
}
.close:focus-visible { outline-color: var(--on-brand); outline-offset: -4px; }
@media (max-width: 480px), (max-height: 480px) {
  .panel { inset: 0; width: 100%; height: 100dvh; border-radius: 0; }
}
@media print { .launcher, .panel { display: none; } }
`;
