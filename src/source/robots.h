/* robots.txt, as RFC 9309 has it. */
#ifndef WK_ROBOTS_H
#define WK_ROBOTS_H

#include "base/str.h"

enum { WK_MAX_ROBOTS = 500 * 1024 }; /* more of a robots.txt is not read */

/* May `agent` (a product token, "warkat") fetch `path` (with its query, "/a?b=c")? The rules of all groups that name the
 * agent count, else those for "*"; the longest pattern that matches decides, allowing before forbidding. What no rule
 * names may be fetched. Takes time linear in both. */
bool wk_robots_allow(wk_str robots, wk_str agent, wk_str path);

#endif
