/** Numbers one after the other, whose count nobody knows before: 8 bytes each, and as much room again at most. */
export class Numbers {
	#values = new Float64Array(1024);
	#count = 0;

	push(...values: number[]): void {
		for (const value of values) {
			if (this.#count === this.#values.length) {
				const wider = new Float64Array(2 * this.#count);
				wider.set(this.#values);
				this.#values = wider;
			}
			this.#values[this.#count++] = value;
		}
	}

	all(): Float64Array {
		return this.#values.subarray(0, this.#count);
	}
}
