import { Check } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './toast.css';

type Notify = (words: string) => void;
const ToastContext = createContext<Notify>(() => undefined);
const shownMilliseconds = 4_000;

interface Toast {
  id: number;
  words: string;
}

function ToastCard({ toast, onEnd }: { toast: Toast; onEnd: (id: number) => void }): ReactNode {
  const { id, words } = toast;
  useEffect(() => {
    const timer = setTimeout(() => onEnd(id), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [id, onEnd]);
  return (
    <li className="toast bg-ink flex items-center gap-2 px-5 py-3 rounded-full shadow-lift-2 font-semibold">
      <Check size={18} />
      <bdi>{words}</bdi>
    </li>
  );
}

/** Shows short confirmations. Each must also be visible elsewhere, because toasts disappear. */
export function ToastProvider({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const notify = useCallback<Notify>((words) => {
    setToasts((all) => [...all.slice(-2), { id: (all.at(-1)?.id ?? 0) + 1, words }]);
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
