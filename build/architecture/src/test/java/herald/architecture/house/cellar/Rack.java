package herald.architecture.house.cellar;

import java.util.List;
import java.util.function.DoubleSupplier;

final class Rack {

    private final List<Barrel> barrels = List.of();

    List<Barrel> barrels() {
        return barrels;
    }

    DoubleSupplier dice() {
        return new DoubleSupplier() {
            @Override
            public double getAsDouble() {
                return Math.random();
            }
        };
    }
}
