import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskLanguage } from '../../domain/base/language.ts';
import type { MailElement } from '../../domain/tickets/ticket-mail.ts';
import type { CallOutput } from '../../preload/contract.ts';

type Mail = Pick<CallOutput<'previewTicketMail'>, 'subject' | 'text' | 'body'>;

/**
 * An e-mail as programs that show pictures display it, beside the text that other programs display.
 * Its space is reserved before it arrives: otherwise the controls above would move while being
 * pressed.
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
 * Scripts, forms and links do nothing in this frame, and it loads nothing, because the page's
 * policy (main/app/security/protocol.ts) applies in it. That policy turns no text into markup and
 * ignores styles in markup, so `srcdoc` would show no style. Therefore the page creates the
 * elements itself, and only for that the frame has the page's origin.
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
