// The kernels of one instruction set, written once over vectors of LANES floats. Each set's file defines LANES, ROWS (rows of
// a product's tile), WIDE (panels of a tile), ONE_ROW_PANELS (panels of a tile for a single row, which needs as many sums in
// flight to hide the latency of fused multiply-adds; at least WIDE), GRADIENT_ROWS and GRADIENT_WIDE (the same for a product
// over time, whose 16 rows per panel divide otherwise), NAME and TABLE, and includes this.

#include <math.h>
#include <string.h>

#include "include/Kernels.h"

#include "functions.h"
#include "gates.h"
#include "optimizer.h"
#include "products.h"
#include "softmax.h"

const Kernels TABLE = {
    .name = NAME,
    .product = product,
    .product_over_time = product_over_time,
    .scatter_add = scatter_add,
    .add_rows = add_rows,
    .gates_forward = gates_forward,
    .gates_backward = gates_backward,
    .softmax = softmax,
    .softmax_backward = softmax_backward,
    .cross_entropy = cross_entropy,
    .rmsprop = rmsprop,
    .add = add,
    .exponential = map_exponential,
    .sigmoid = map_sigmoid,
    .hyperbolic_tangent = map_hyperbolic_tangent,
};
