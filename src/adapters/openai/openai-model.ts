import type { LanguageModel, ModelAnswers, ModelReply, ModelRequest, ModelUse } from '../../domain/ports.ts';
import { readAnswer } from './completion.ts';
import { connect, type ServerSettings } from './connection.ts';
import { FULL_DIALECT, phraseRequest, simplifyDialect } from './dialect.ts';

/**
 * A model behind OpenAI or a server compatible with it. Fields that the server refuses are left out, from then on
 * too; each request is tried twice at most when the fault may pass.
 */
export function createOpenAiModel(settings: ServerSettings): LanguageModel {
  const { model } = settings;
  const connection = connect(settings, "The model's server");
  let accepted = FULL_DIALECT;
  return {
    name: model,
    startDeadline: () => connection.startDeadline(),
    async complete<U extends ModelUse>(request: ModelRequest<U>): Promise<ModelReply<ModelAnswers[U]>> {
      let dialect = accepted;
      for (;;) {
        const { received, fault } = await connection.send(phraseRequest(model, request, dialect), request);
        if (!fault) {
          accepted = dialect;
          return readAnswer(request.use, received);
        }
        const simpler = fault.blamed && simplifyDialect(dialect, fault.blamed);
        if (!simpler) throw fault.error;
        dialect = simpler;
      }
    },
  };
}
