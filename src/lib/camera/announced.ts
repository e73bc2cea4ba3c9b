/** What the authorities said of their own cameras in Belgrade. The list on `/about` has the sources under these dates. */
export const announced = {
	/** the minister: planned within two years */
	planned: { said: '2019-01', cameras: 1000, places: 800 },
	/** the police director: working */
	working: { said: '2019-02-09', cameras: 107, places: 61 }
} as const;
