/** Why there are no streets, in a sentence for the operator. */
export class ProvisionError extends Error {
	override name = 'ProvisionError';
}
