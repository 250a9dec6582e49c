import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskLanguage } from '../../domain/base/language.ts';
import type { MailElement } from '../../domain/tickets/ticket-mail.ts';
import type { CallOutput } from '../../preload/contract.ts';

type Mail = Pick<CallOutput<'previewTicketMail'>, 'subject' | 'text' | 'body'>;

/**
 * An e-mail as programs with pictures show it, beside the text that the others show. Until there is
 * one it has its place, or what is above it would move away under a press.
 */
export function MailView({
  mail,
  language,
}: {
  mail: Mail | null;
  language: KioskLanguage;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <article
      className="card p-4 grid gap-3"
      aria-label={t('mail.preview')}
      aria-busy={mail === null}
      lang={language}
    >
      <strong dir="auto">{mail?.subject ?? '\u00a0'}</strong>
      <div className="flex flex-wrap gap-4">
        <MailFrame body={mail?.body ?? null} />
        <p className="small whitespace-pre-line wrap-anywhere grow basis-60" dir="auto">
          {mail?.text}
        </p>
      </div>
    </article>
  );
}

/**
 * Scripts, forms and links do nothing in this frame, and it loads nothing: the page's policy
 * (main/app/security/protocol.ts) is its own too. Under it neither text becomes markup nor do
 * styles of markup count, so `srcdoc` would show no style: the page makes the elements itself. For
 * that alone the frame has the page's origin.
 */
function MailFrame({ body }: { body: MailElement | null }): ReactNode {
  const { t } = useTranslation();
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    const inside = frame.current?.contentDocument;
    if (!inside) return;
    inside.body.style.margin = '0';
    inside.body.replaceChildren(...(body === null ? [] : [nodeOf(inside, body)]));
  }, [body]);
  return (
    <iframe
      ref={frame}
      className="w-88 max-w-full h-112 rounded-md border bg-white"
      title={t('mail.asShown')}
      sandbox="allow-same-origin"
    />
  );
}

function nodeOf(inside: Document, { tag, attributes, children }: MailElement): HTMLElement {
  const node = inside.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'style') node.style.cssText = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.map((one) => (typeof one === 'string' ? one : nodeOf(inside, one))));
  return node;
}
