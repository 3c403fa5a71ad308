import { useTranslation } from 'react-i18next';
import type { BackendName } from '../../protocol/backends.ts';
import { useEngine } from '../../state/hooks.ts';
import { useFailureText } from '../../ui/language/failures.ts';
import type { PageNotice } from './notices.ts';

/** What the engine has to say, in the reader's language. */
export function useEngineNotices(): readonly PageNotice[] {
  const { t } = useTranslation();
  const sayFailure = useFailureText();
  const notices = useEngine((state) => state.notices);
  const actions = useEngine((state) => state.actions);
  return notices.map((notice) => ({
    key: `engine:${notice.id}`,
    level: notice.level,
    message: t(`notice.${notice.code}`, {
      ...Object.fromEntries(
        Object.entries(notice.values).map(([name, value]) => [
          name,
          typeof value === 'object'
            ? sayFailure(value)
            : name === 'backend' || name === 'requested'
              ? t(`backends.${value as BackendName}`)
              : value,
        ]),
      ),
      defaultValue: notice.message,
    }),
    ...(notice.code === 'engineFailed'
      ? { action: { label: t('engine.retry'), run: () => actions.retry() } }
      : {}),
    dismiss: () => actions.dismissNotice(notice.id),
  }));
}
