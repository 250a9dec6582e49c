import { Check } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import './toast.css';

export interface ToastAction {
  label: string;
  run: () => void;
}

type Notify = (words: string, action?: ToastAction) => void;
const ToastContext = createContext<Notify>(() => undefined);
const shownMilliseconds = 4_000;
/** With a button there must be time to read it and to reach it. */
const shownWithAction = 12_000;

interface Toast {
  id: number;
  words: string;
  action: ToastAction | null;
}

function ToastCard({ toast, onEnd }: { toast: Toast; onEnd: (id: number) => void }): ReactNode {
  const { id, words, action } = toast;
  useEffect(() => {
    const time = action === null ? shownMilliseconds : shownWithAction;
    const timer = setTimeout(() => onEnd(id), time);
    return () => clearTimeout(timer);
  }, [id, action, onEnd]);
  return (
    <li className="toast bg-ink flex items-center gap-2 px-5 py-3 rounded-full shadow-lift-2 font-semibold">
      <Check size={18} />
      <bdi>{words}</bdi>
      {action !== null && (
        <AriaButton
          className="toast-action"
          onPress={() => {
            action.run();
            onEnd(id);
          }}
        >
          {action.label}
        </AriaButton>
      )}
    </li>
  );
}

/**
 * Shows short confirmations, some with a button to undo. Each must also be visible elsewhere,
 * because toasts disappear.
 */
export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const notify = useCallback<Notify>((words, action) => {
    setToasts((all) => [
      ...all.slice(-2),
      { id: (all.at(-1)?.id ?? 0) + 1, words, action: action ?? null },
    ]);
  }, []);
  const end = useCallback((id: number) => {
    setToasts((all) => all.filter((toast) => toast.id !== id));
  }, []);
  return (
    <ToastContext value={notify}>
      {children}
      <section
        className="toasts grid place-items-center fixed"
        aria-live="polite"
        aria-label={t('app.messages')}
      >
        <ul className="grid gap-2">
          {toasts.map((toast) => (
            <ToastCard key={toast.id} toast={toast} onEnd={end} />
          ))}
        </ul>
      </section>
    </ToastContext>
  );
}

/** Returns the function that shows a short confirmation. */
export function useNotify(): Notify {
  return use(ToastContext);
}
