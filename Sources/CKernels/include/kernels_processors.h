#pragma once

/// How many processors this process may run on (its affinity mask, so containers and `taskset` count); 1 if unknown.
long nabla_available_processors(void);
